"""English: press notes, petitions, laws and reports of delegations say in their own ways what is asked, and what is only told."""

from __future__ import annotations

import pytest

from convergence.reading import read
from convergence.reading.chapeau import Mode
from convergence.reading.result import PassageRead
from convergence.reading.triage import points


def kinds(text: str, shape: str = "declaration") -> list[str]:
    return [point.kind for point in points(PassageRead(1, text, "en"), Mode(), shape)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The two governments announced a pledge to open three ports.", "commitment"),
        ("The minister announced a further contribution to the reception fund.", "commitment"),
        ("The bank announced $40 million for host towns.", "commitment"),
        ("We are providing an additional $12 million for shelters in the border towns.", "commitment"),
        ("Belgium is deploying more officers to the ports of the region.", "commitment"),
        ("The ministry will open two offices in the north.", "commitment"),
        ("The first phase will focus on domestic workers.", "commitment"),
        ("The minister said the government would open three new offices.", "commitment"),
        ("The ambassador assured that the visas would be issued in ten days.", "commitment"),
        ("Transferred persons will have access to schools and clinics.", "commitment"),
        ("The costs will be borne by the receiving side.", "commitment"),
        ("The delegation emphasized its readiness to receive two hundred people.", "commitment"),
        ("The presidents have asked senior officials to complete the text before June.", "recommendation"),
        ("Could everyone in the parish please sign the letter.", "recommendation"),
        ("Please write to your member of parliament and ask for more places.", "recommendation"),
        ("I am looking to you, as mayor, to defend these families.", "recommendation"),
        ("I hope you will vote for the motion.", "recommendation"),
        ("We oppose the bill and ask Parliament to reject it.", "recommendation"),
        ("We cannot allow children to be locked up.", "recommendation"),
        ("Campaigners are urging ministers to drop the charges.", "recommendation"),
        ("The Committee reiterated its recommendation that detention be ended.", "recommendation"),
        ("The Commission is directed to report to the next summit.", "recommendation"),
        ("Employers shall not withhold passports.", "recommendation"),
        ("Recruiters may not charge fees to workers.", "recommendation"),
        ("No person will be sent back to a place of danger.", "recommendation"),
        ("A key recommendation was to involve the diaspora.", "recommendation"),
        ("The discussion pointed to the need for better figures.", "recommendation"),
        ("Measures to lower fees are required.", "recommendation"),
        ("One option would be to lower fees.", "recommendation"),
        ("Policymakers need better figures.", "recommendation"),
        ("ACTION: Secretariat to circulate the draft by May.", "recommendation"),
        ("Further improve the centres (Austria);", "recommendation"),
        ("Fully implement the law on foreigners (Egypt);", "recommendation"),
        ("Consider acceding to the Convention on migrant workers (Chile);", "recommendation"),
        ("Accede to the convention of 1961 (Peru);", "recommendation"),
        ("A fund is hereby established to help returnees.", "decision"),
        ("RESOLVED, That this Council supports the admission of students; and be it further", "decision"),
    ],
)
def test_these_ask(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Next Steps",
        "Results and Next Steps",
        "We are encouraged by the number of countries that opened their ports.",
        "The country has opened three windows to encourage nurses to apply.",
        "The march was a call to action.",
        "The opinions and recommendations in this volume express the thoughts of their authors.",
        "This should not be taken as the opinion of the bank.",
        "WHEREAS, The bureau is tasked with the care of workers; and",
        "WHEREAS, It is necessary to honor those who fled; and",
        "Members of the diaspora will send less money if fees rise.",
        "If fees fall, then more families will send money by phone.",
        "Parliament will now vote on the text.",
        "The new decree requires foreigners to register within three days.",
        "Although one party is ready to talk, the talks will not start this year.",
        "The report also contained proposals to tax transfers.",
        "The government set up a task force to propose cheaper ways of sending money.",
        "The workshop sought to compare routes and to examine prices.",
        "The seminar was intended to bring mayors together.",
        "There was no board to consider the files.",
        "I look forward to your answer.",
        "Please note that the meeting starts at nine.",
        "For more information, please contact the secretariat.",
        "Applicants must have a sponsor and pass checks.",
        "The application must be submitted in person at the consulate.",
        "The applicant is invited to an interview.",
        "Requests are examined within thirty days.",
        "The appeal is funded at twelve per cent.",
        "Arrivals are expected to rise.",
        "They hope to reach the coast.",
        "We would like to thank the nurses.",
        "We must not forget the past.",
        "It is unclear who should pay.",
        "Parliament rejected the proposal to end detention.",
        "On arrival they are asked for papers and kept in a hangar.",
        "The ministry had adopted its strategy before the elections.",
    ],
)
def test_these_only_tell(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Government had adopted a strategy for newcomers in 2021.",
        "A new law on shelters had been adopted in 2021.",
        "The ministry had issued guidelines for labour inspectors.",
    ],
)
def test_a_delegation_reports_in_the_past_perfect_what_it_did(text: str) -> None:
    assert kinds(text, "summary") == ["progress"]
    assert kinds(text, "declaration") == []


def test_lines_of_work_are_to_be_done_and_what_a_meeting_sought_is_not() -> None:
    lines = [
        "NOTE ON A WORKSHOP",
        "The workshop sought to:",
        "- Examine the prices on the routes.",
        "- Identify the reasons why people leave.",
        "Lines of work identified include:",
        "- Moving from guesses to figures.",
        "- Ensuring that permits are issued in time.",
    ]
    found = read("\n\n".join(lines).encode(), "note.txt")
    assert [passage.text for one in found.interventions for passage in one.passages if passage.proposals] == [
        "Moving from guesses to figures.",
        "Ensuring that permits are issued in time.",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In view of the need for calm, ministers called for simpler forms.", "recommendation"),
        ("Noting the rise in arrivals, delegations agreed to share their lists.", "decision"),
        ("The union is asking the government to raise the minimum wage of carers.", "recommendation"),
        ("This would be the moment to drop the charges.", "recommendation"),
        ("The pilot of 2020, with 400 places, could be copied by other cities.", "recommendation"),
        ("Fees ought not to be raised again.", "recommendation"),
        ("It's time governments listened to seafarers.", "recommendation"),
        ("The main suggestion was for the opening of a joint office.", "recommendation"),
        ("Let's end child detention.", "recommendation"),
        ("Malta wished to see faster procedures.", "recommendation"),
        ("The delegates saw merit in common definitions.", "recommendation"),
        ("The observer cautioned against closing the camps too early.", "recommendation"),
        ("The mission reminded the authorities of their duty to investigate.", "recommendation"),
        ("Children have no place in cells.", "recommendation"),
        ("It would be a mistake to close the office.", "recommendation"),
        ("Legal aid needs strengthening.", "recommendation"),
        ("The region can no longer wait for a common answer.", "recommendation"),
        ("The group took the view that the forum needed a small secretariat.", "recommendation"),
        ("We expect Parliament to vote the bill before summer.", "recommendation"),
        ("We'll build two new schools for newcomers.", "commitment"),
        ("The city will be opening a second shelter.", "commitment"),
        ("Her delegation would open a second shelter before winter.", "commitment"),
        ("Ethiopia expressed willingness to share its lessons.", "commitment"),
        ("The next meeting will look at remittances.", "commitment"),
        ("Announcing a campaign against false job offers.", "commitment"),
        ("Kenya was prepared to share its registration software.", "proposal"),
        ("An offer by the port city to host the secretariat was on the table.", "proposal"),
        ("The group put forward three proposals on visas.", "proposal"),
        ("Stabilize the budgets of host towns;", "recommendation"),
        ("Digitalise the files of all consulates;", "recommendation"),
    ],
)
def test_ministers_and_delegates_ask_in_plain_words(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Polls suggest that most people trust newcomers.",
        "Rights advocates gathered outside the embassy.",
        "The proposed law was sent to committee in May.",
        "The fund was opened at the request of the assembly.",
        "She will announce the winners tomorrow.",
        "There was no consensus on whether fees should be capped.",
        "Opinions differed on whether visas should be free.",
        "They lodged an appeal against the decision.",
        "People lost the right to appeal within a month.",
        "There was a lack of funds needed to run the shelter.",
        "These are the values to which we have committed ourselves.",
        "The delegates adopted the following plan of action.",
        "I look forward to answering your questions.",
        "The chair invited the next speaker to take the floor.",
        "Following Storm Ana, whole villages left the coast.",
        "Many migrants need to queue for hours.",
        "We will now turn to the second speaker.",
        "It would cost a fortune.",
        "The delegate described the asylum system of his country.",
        "The guards told them to wait.",
        "The report was welcomed by all.",
    ],
)
def test_what_is_announced_for_tomorrow_or_only_proposed_is_told(text: str) -> None:
    assert kinds(text) == []


def test_what_is_in_force_is_progress_in_a_summary() -> None:
    assert kinds("A protocol between the two ministries is now in force.", "summary") == ["progress"]
    assert kinds("A protocol between the two ministries is now in force.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Member countries to appoint contact persons before the next round.", "recommendation"),
        ("The delegation of Mali sought the support of partners for its schools.", "recommendation"),
        ("He pressed ministers to lift the ban.", "recommendation"),
        ("The participants wished the guide to be translated.", "recommendation"),
        ("Ethiopia pointed out that the fees had to come down.", "recommendation"),
        ("Jordan would appreciate help with schools.", "recommendation"),
        ("The minister spoke up for lower fees.", "recommendation"),
        ("The workers' delegate objected to fees.", "recommendation"),
        ("There was general support for a shared form.", "recommendation"),
        ("The importance of legal aid cannot be overstated.", "recommendation"),
        ("The way forward lies in common forms.", "recommendation"),
        ("The commission awaits a written answer by May.", "recommendation"),
        ("Replies are due by the first of June.", "recommendation"),
        ("The delegate raised the need for interpreters.", "recommendation"),
        ("The delegate recalled that no one may be expelled without a hearing.", "recommendation"),
        ("A call went out for more tents.", "recommendation"),
        ("Two shelters to be opened in the south.", "recommendation"),
        ("The speaker saw no alternative to a joint list.", "recommendation"),
        ("A joint list would make sense.", "recommendation"),
        ("The petitioners want the cells closed.", "recommendation"),
        ("Niger looked to its partners for help with the road.", "recommendation"),
        ("The delegation was open to signing the protocol.", "proposal"),
        ("The agency reaffirmed its availability to train judges.", "proposal"),
        ("Uganda shared its lessons and offered study visits.", "proposal"),
        ("The State accepted to review the decree.", "commitment"),
        ("The State promised a reply.", "commitment"),
        ("The project foresees two shelters.", "commitment"),
        ("The State said that it would hire teachers.", "commitment"),
        ("Accra will host the next round.", "commitment"),
        ("A hotline is planned.", "decision"),
    ],
)
def test_minutes_and_hearings_tell_what_speakers_want(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "This meeting was requested by Peru.",
        "Requesting parties",
        "Decides to remain actively seized of the matter.",
        "Delegates asked whether the fund would be ready to pay.",
        "A participant asked how the list could be shared.",
        "Mali asked for the floor.",
        "Support was provided by Norway.",
        "The guards demanded bribes.",
        "The workers were promised wages.",
        "A visit was planned but never took place.",
        "The museum is open to visitors.",
        "The delegate objected to the agenda.",
        "Some wanted a better life.",
        "Several sought a new life abroad.",
        "He sought help from a doctor.",
        "Refugees sought assistance in the port.",
        "They have to follow the river.",
        "The migrants have to share a room.",
        "The delegate spoke for ten minutes.",
        "The petitioners claimed that the police burned their papers.",
        "The forms to be filled in are long.",
    ],
)
def test_what_a_meeting_was_and_what_people_sought_for_themselves_is_told(text: str) -> None:
    assert kinds(text) == []
    assert kinds(text, "summary") == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry is drafting a law on foreigners.",
        "The office is at present revising its forms.",
        "The agency has deployed officers to the port.",
        "The ministry is in the process of revising the decree.",
        "The ministry has begun issuing cards.",
    ],
)
def test_what_is_being_done_is_progress_in_a_summary(text: str) -> None:
    assert kinds(text, "summary") == ["progress"]
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"Open schools" programme: foster evening classes in the port towns.', "recommendation"),
        ("Give priority to widows when beds are allotted.", "recommendation"),
        ("The delegate considered it a matter of urgency that the files be shared.", "recommendation"),
        ("The board held it a priority for ports to be lit at night.", "recommendation"),
        ("It would be of benefit if smaller ports did likewise.", "recommendation"),
        ("The scheme deserved to be copied in the islands.", "recommendation"),
        ("The pilot was worthy of imitation by other cities.", "recommendation"),
        ("The Conference directed the Regional Statistics Unit to report before June.", "recommendation"),
        ("The ministers tasked the new unit of coast guards to prepare a list.", "recommendation"),
        ("The loans of the bank were to be extended to two more islands.", "commitment"),
        ("Readers for the cards were shortly to be introduced at the ferry.", "commitment"),
    ],
)
def test_priorities_and_what_deserves_to_be_done_ask(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The programme was long.",
        "Giving was never easy for them.",
        "They considered it a joke that the office was closed.",
        "The guards deserved to be punished.",
        "The boat was to be seen from the shore.",
        "The round table heard three papers, given below without names where the speaker so requested.",
        "The director encouraged participants to stay in touch.",
        "The present plan will be carried out over the coming ten years.",
        "Their satisfaction at the progress of the group.",
    ],
)
def test_thanks_at_the_end_and_terms_of_a_plan_are_told(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The delegation reported that its institute was completing a list of towns.", "progress"),
        ("A bill on shelters, drafted last year, was before the Senate.", "progress"),
        ("Readers for passports had been installed at the ferry.", "progress"),
        ("The cards were being tested in two ports.", "progress"),
        ("The schemes were presented as experiences from which other regions might take inspiration.", "practice"),
        ("The hostel was held up as a model that others could follow.", "practice"),
    ],
)
def test_what_is_under_way_or_held_up_is_told_in_a_summary(text: str, kind: str) -> None:
    assert kinds(text, "summary") == [kind]
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The delegation wished that nurses on short contracts be entitled to a rest day.",
        "Ministers directed that the two leaflets, which differed in length, be combined.",
        "The chair required that all bills be published.",
    ],
)
def test_what_is_wished_or_directed_to_be_done_is_asked(text: str) -> None:
    assert kinds(text, "summary") == ["recommendation"]


@pytest.mark.parametrize(
    "text",
    [
        "Many wished that the summer would be over.",
        "The delegate wished that it had been shorter.",
        "The minister took note of the remarks and indicated that she would reply later.",
    ],
)
def test_a_vain_wish_and_the_promise_of_a_reply_ask_nothing(text: str) -> None:
    assert kinds(text, "summary") == []


def test_practices_held_up_for_others_are_told() -> None:
    text = "Delegates held up the one-stop office of the island and the bonds of its treasury as practices which others could take up."
    assert kinds(text, "summary") == ["practice"]
