"""Converts consents and reviews to JSON and back."""

from datetime import date

from .consent import Consent, ConsentScope
from .json_values import (
    Json,
    as_mapping,
    as_moment,
    as_moment_or_none,
    as_text,
    as_text_or_none,
    moment_to_json,
)
from .review import Review, ReviewAnswer, ReviewQuestion


def consent_to_json(consent: Consent) -> dict[str, Json]:
    """Return a consent in a form that `consent_from_json` reads back."""
    return {
        "id": consent.consent_id,
        "who": consent.who,
        "scope": consent.scope.value,
        "given_on": consent.given_on.isoformat() if consent.given_on else None,
        "way": consent.way,
        "purpose": consent.purpose,
        "noted_by": consent.noted_by,
        "withdrawn_at": moment_to_json(consent.withdrawn_at),
        "withdrawn_by": consent.withdrawn_by,
    }


def consent_from_json(data: Json) -> Consent:
    """Return a consent.

    Raises:
        UnreadableJsonError, ValueError: It is none.
    """
    fields = as_mapping(data)
    given_on = as_text_or_none(fields.get("given_on"))
    return Consent(
        consent_id=as_text(fields.get("id")),
        who=as_text(fields.get("who")),
        scope=ConsentScope(as_text(fields.get("scope"))),
        given_on=date.fromisoformat(given_on) if given_on is not None else None,
        way=as_text(fields.get("way")),
        purpose=as_text(fields.get("purpose")),
        noted_by=as_text_or_none(fields.get("noted_by")),
        withdrawn_at=as_moment_or_none(fields.get("withdrawn_at")),
        withdrawn_by=as_text_or_none(fields.get("withdrawn_by")),
    )


def review_to_json(review: Review) -> dict[str, Json]:
    """Return a review in a form that `review_from_json` reads back."""
    return {
        "at": review.at.isoformat(),
        "by": review.by,
        "answers": {one.value: said.value for one, said in review.answers.items()},
    }


def review_from_json(data: Json) -> Review:
    """Return a review.

    Raises:
        UnreadableJsonError, ValueError: It is none.
    """
    fields = as_mapping(data)
    return Review(
        at=as_moment(fields.get("at")),
        by=as_text_or_none(fields.get("by")),
        answers={
            ReviewQuestion(one): ReviewAnswer(as_text(said))
            for one, said in as_mapping(fields.get("answers")).items()
        },
    )
