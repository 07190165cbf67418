"""Measures how well retrieval finds: a question set in, figures beside baselines out."""
