"""Signing in with another service by OpenID Connect: the code flow with PKCE."""
