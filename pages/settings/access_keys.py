"""Access keys: what lets a program read in a person's name. Everybody has his own; an administrator sees to those of others."""

from urllib.parse import urlsplit

import streamlit as st

from convergence import installation
from convergence.store import people, tokens
from convergence.ui import parts, session, signing

t, book = session.words(), session.codebook()
actor, store, own = session.actor(), session.store(), signing.email()

# 1. Whose
parts.heading(t("tokens.title"), t("tokens.subtitle"))
with store.reading() as connection:
    mine = people.by_email(connection, own or "")
    everybody = people.everybody(connection, actor) if actor.role.can_manage_people else [mine] if mine else []
by_email = {person.email: person for person in everybody if person.active}
if not by_email:
    st.info(t("tokens.nobody"), icon=":material/group:")
    st.stop()
whose = next(iter(by_email)) if own not in by_email else own
if len(by_email) > 1:
    whose = st.selectbox(
        t("tokens.whose"),
        list(by_email),
        index=list(by_email).index(str(whose)),
        format_func=lambda code: f"{by_email[code].name} – {code}",
        key="k_whose",
        filter_mode="contains",
    )
holder = by_email[str(whose)]

# 2. A new one, shown once
with st.form(f"k_form_{holder.email}", clear_on_submit=True):
    purpose = st.text_input(t("tokens.purpose"), placeholder="Power BI", key=f"k_purpose_{holder.email}")
    submitted = st.form_submit_button(t("tokens.make"), type=session.emphasis())
if submitted:
    with parts.told(t):
        with store.writing() as connection:
            token_id, key = tokens.make(connection, actor, holder.email, purpose, own)
        here = urlsplit(str(st.context.url or ""))
        address = installation.address() or f"{here.scheme}://{here.netloc}"
        st.success(t("tokens.made", id=token_id), icon=":material/key:")
        st.code(key, language=None, wrap_lines=True)
        st.caption(t("tokens.how"))
        st.code(
            f'curl -H "Authorization: Bearer {key}" "{address}/api/recommendations"', language=None, wrap_lines=True
        )
        if holder.party:
            st.caption(t("tokens.calendar", party=parts.plain(t.text(book.parties[holder.party].label))))
            st.code(f"{address}/calendar/{holder.party}.ics?token={key}", language=None, wrap_lines=True)

# 3. Those there are
with store.reading() as connection:
    found = tokens.of_person(connection, actor, holder.email, own)
st.subheader(t("tokens.list"), anchor=False)
if not found:
    st.caption(t("tokens.none"))
for token in found:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"k_{token.id}"):
        with st.container(gap="xxsmall"):
            st.text(token.purpose)
            made = t.date(token.made_at.astimezone(session.zone()).date())
            st.caption(t("tokens.made_on", id=token.id, date=made, who=parts.plain(token.made_by)))
        if token.revoked_at:
            st.caption(t("tokens.revoked_on", date=t.date(token.revoked_at.astimezone(session.zone()).date())))
        elif st.button(t("tokens.revoke"), key=f"k_revoke_{token.id}", icon=":material/key_off:"):
            with parts.told(t):
                with store.writing() as connection:
                    tokens.revoke(connection, actor, token.id, own)
                st.session_state["said"] = t("tokens.revoked", id=token.id)
                st.rerun()
