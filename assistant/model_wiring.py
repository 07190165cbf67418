"""Builds what speaks to the language model that is set; imports its libraries only then."""

from dataclasses import dataclass

from assistant.asking import Rewriting
from assistant.prompts import ANSWER, REWRITING, read_prompt
from assistant.service import Closing
from assistant.settings import Settings
from assistant.understanding.agencies import Agencies
from assistant.understanding.follow_ups import FollowUps
from assistant.writing import Answerer


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """What speaks to the language model: none answers where none is set, and rules rewrite."""

    answerer: Answerer | None = None
    rewriting: Rewriting | None = None
    closing: tuple[Closing, ...] = ()


NO_MODELS = Models()


def build_models(settings: Settings) -> Models:
    """What speaks to the model that is set, or `NO_MODELS`."""
    if not settings.chat_model:
        return NO_MODELS
    # langchain costs a cold start a second: only who has set a model pays for it.
    from assistant.answering.chat_model import ChatModel  # noqa: PLC0415
    from assistant.answering.generative import GenerativeAnswerer  # noqa: PLC0415
    from assistant.answering.rewriting import Rewriter  # noqa: PLC0415

    model = ChatModel(
        name=settings.chat_model,
        url=settings.chat_url,
        key=settings.chat_key.get_secret_value(),
        timeout=settings.chat_timeout,
    )
    said, asked = (read_prompt(name, settings.prompts) for name in (ANSWER, REWRITING))
    answerer = GenerativeAnswerer(model, said)
    rewriter = Rewriter(model, asked, FollowUps(Agencies.read()))
    return Models(answerer=answerer, rewriting=rewriter, closing=(answerer, rewriter))
