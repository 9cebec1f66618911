"""The database's side of decisions, as bodies of PL/pgSQL triggers."""

from __future__ import annotations

REFUSE_FORGETTING = """
    RAISE check_violation USING MESSAGE = 'decisions are kept', CONSTRAINT = 'decisions_are_never_changed';
"""

# When an account is erased, whatever names it is emptied first; nothing else is ever changed.
MAY_BE_EMPTIED = ("case_id", "about_id", "moderator_id")
EMPTIED = " OR ".join(
    f"(NEW.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column})" for column in MAY_BE_EMPTIED
)
THE_REST = ", ".join(f"'{column}'" for column in MAY_BE_EMPTIED)
REFUSE_REWRITING = f"""
    IF {EMPTIED} OR to_jsonb(NEW) - ARRAY[{THE_REST}] IS DISTINCT FROM to_jsonb(OLD) - ARRAY[{THE_REST}] THEN
        {REFUSE_FORGETTING}
    END IF;
    IF NEW.about_id IS NULL AND OLD.about_id IS NOT NULL THEN
        NEW.copy := '';
        NEW.subject := '';
    END IF;
    RETURN NEW;
"""
