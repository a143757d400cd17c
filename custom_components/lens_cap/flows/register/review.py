"""The repair that asks five questions about the use of cameras, with what is known beside each."""

from collections.abc import Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.helpers.selector import SelectSelectorConfig, SelectSelectorMode

from ...audit.report import local_day
from ...core.plain_text import Markdown
from ...core.state.review import ReviewAnswer, ReviewQuestion
from ...duties.review_facts import async_review_facts
from ...exceptions import NotSavedError
from ...ha.plain_forms import plain_flow
from ...ha.texts import HouseholdTexts
from ..answers import Answers
from ..repair_running import RunningFlow
from ..selectors import AnyChoice

CONF_ANSWER: Final = "answer"
_QUESTIONS: Final = tuple(ReviewQuestion)


@plain_flow
class ReviewFlow(RunningFlow):
    """Asks one question after the other, and keeps the answers once all are given."""

    def __init__(self) -> None:
        self._answers: dict[ReviewQuestion, ReviewAnswer] = {}
        self._facts: dict[ReviewQuestion, Markdown] = {}

    async def async_step_init(
        self, _user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Begin with the first question, if a person is there to answer."""
        self._person()
        return await self.async_step_rules()

    async def async_step_rules(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask whether the rules are still right."""
        return await self._async_ask(ReviewQuestion.RULES, user_input)

    async def async_step_people(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask whether the people still live here."""
        return await self._async_ask(ReviewQuestion.PEOPLE, user_input)

    async def async_step_cameras(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask whether the cameras are still needed."""
        return await self._async_ask(ReviewQuestion.CAMERAS, user_input)

    async def async_step_acceptances(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask whether something was accepted for too long."""
        return await self._async_ask(ReviewQuestion.ACCEPTANCES, user_input)

    async def async_step_openings(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask whether it is right who opened what how often."""
        return await self._async_ask(ReviewQuestion.OPENINGS, user_input)

    async def _async_ask(
        self, question: ReviewQuestion, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Show a question, or take its answer and go on."""
        answers, runtime = Answers(user_input or {}), self._runtime
        if user_input is not None:
            answer = answers.choice(
                CONF_ANSWER,
                ReviewAnswer,
                "unknown_choice",
                default=ReviewAnswer.UNSURE,
            )
            if not answers.errors:
                self._answers[question] = answer
                return await self._async_go_on(question)
        if not self._facts:
            self._facts = await async_review_facts(
                self.hass, runtime.coordinator, runtime.auditor, runtime.history
            )
        return self.async_show_form(
            step_id=question.value,
            data_schema=vol.Schema({vol.Required(CONF_ANSWER): _answer_field()}),
            errors=answers.errors,
            description_placeholders={
                "facts": self._facts[question],
                "number": str(_QUESTIONS.index(question) + 1),
                "questions": str(len(_QUESTIONS)),
            },
        )

    async def _async_go_on(self, question: ReviewQuestion) -> RepairsFlowResult:
        """Ask the next question; after the last one, keep all answers."""
        following = _QUESTIONS[_QUESTIONS.index(question) + 1 :]
        if following:
            return await self._async_ask(following[0], None)
        person, reviews = self._person(), self._runtime.reviews
        try:
            review = await reviews.async_answer(self._answers, person.user_id)
        except NotSavedError:
            return self.async_abort(reason="not_saved")
        texts = await HouseholdTexts.async_load(self.hass, "review_")
        left = [
            texts.text(f"change_{one.value}")
            for one, said in review.answers.items()
            if said is not ReviewAnswer.FINE
        ]
        due = reviews.next_due
        return self.async_abort(
            reason="reviewed",
            description_placeholders={
                "left": HouseholdTexts.list(left) or Markdown(texts.text("all_fine")),
                "next": local_day(due) if due else texts.text("never"),
            },
        )


def _answer_field() -> AnyChoice:
    return AnyChoice(
        SelectSelectorConfig(
            options=[answer.value for answer in ReviewAnswer],
            translation_key="review_answer",
            mode=SelectSelectorMode.LIST,
        )
    )
