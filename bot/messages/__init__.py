"""Every word we show a person on GitHub: the comment, the check, the issue. Pure; what is quoted is inert."""

from bot.messages.check import check_report
from bot.messages.comment import comment_body, is_folded
from bot.messages.issue import IssueText, closing_section, issue_text

__all__ = [
    "IssueText",
    "check_report",
    "closing_section",
    "comment_body",
    "is_folded",
    "issue_text",
]
