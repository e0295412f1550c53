"""What words give a theme and which do not, in English: sentences of our own."""

from __future__ import annotations

import pytest

from convergence.reading.theming import themes_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Committee on the Elimination of Racial Discrimination asked for family reunification.", {"family"}),
        ("The Human Rights Committee asked for decent shelter and health care.", {"humanitarian"}),
        ("Doctors without Borders asked for medical care.", {"humanitarian"}),
        ("The Asylum, Migration and Integration Fund pays for language courses.", {"integration"}),
        ("Set up a procedure for statelessness determination.", {"regularization"}),
        ("Ratify the conventions on statelessness.", {"asylum", "governance"}),
        ("Open a regularization pathway.", {"regularization"}),
        ("Open regular pathways.", {"pathways"}),
        ("Reunite people with their loved ones.", {"family"}),
        ("Lower the costs of remittances and foreign exchange.", {"diaspora"}),
        ("Cut off the facilitation networks.", {"smuggling"}),
        ("Expand safe mobility offices.", {"pathways", "asylum"}),
        ("Limit charter flights for irregular migration.", {"borders"}),
        ("Watch the unintended effects.", {"data"}),
        ("Respond to early warning signals.", {"data"}),
        ("Give asylum seekers adequate and safe accommodation.", {"asylum", "humanitarian"}),
        ("Improve the treatment of migrants.", {"human-rights"}),
        ("Protect vulnerable people against mistreatment.", {"human-rights"}),
        ("Secure the full enjoyment of their rights.", {"human-rights"}),
        ("Let newcomers integrate into society.", {"integration"}),
        ("Widen labor pathways.", {"labour-mobility"}),
        ("No one shall be refouled.", {"asylum"}),
        ("Speaker Cooper wants more visas.", {"pathways"}),
    ],
)
def test_themes(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "en")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody should be sent back to war.", {"asylum"}),
        ("Give them papers.", {"regularization"}),
        ("Find beds for those who sleep in the streets.", {"humanitarian"}),
        ("Help those who want to go home.", {"return"}),
        ("Husbands and wives should be able to live together.", {"family"}),
        ("Give lawyers access to the cells.", {"human-rights"}),
        ("Let people find work while they wait.", {"integration"}),
        ("Count the deaths on the routes.", {"data", "human-rights"}),
        ("Send two legal advisers to the registration office.", {"capacity"}),
        ("Consider acceding to the Convention of 1990.", {"governance"}),
        ("Listen to migrants before deciding.", {"participation"}),
        ("Strengthen public messaging.", {"communication"}),
        ("Islamophobia and scapegoating must be fought.", {"xenophobia"}),
        ("Villages threatened by rising water must be moved in time.", {"climate"}),
        ("Neighbours should talk to each other.", {"cooperation"}),
        ("Expand access to lawful pathways for protection.", {"pathways", "asylum"}),
        ("Crack down on those who sell places on boats.", {"smuggling"}),
        ("Retention of passports by employers must be punished.", {"labour-mobility"}),
        ("Minorities should be protected against hate.", {"xenophobia"}),
        ("Services must be given without discrimination.", set()),
        ("Ensure access to justice for victims of human trafficking.", {"trafficking"}),
        ("Combat the recruitment of victims by networks of traffickers.", {"trafficking"}),
        ("Simplify entry procedures for business people and researchers.", {"pathways"}),
        ("Prevent gender-based violence in reception facilities.", {"gender"}),
        ("Removal of barriers to trade.", set()),
        ("The Department of External Affairs asked for more nurses to be sent.", {"humanitarian"}),
        ("Protect the rights of all migrants, including women and children.", {"human-rights"}),
    ],
)
def test_words_in_passing_give_no_theme_and_plain_words_do(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "en")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody should sleep outside in winter.", {"humanitarian"}),
        ("Let them come home with dignity.", {"return"}),
        ("Give them papers that last two years.", {"regularization"}),
        ("Renew cards in time.", {"regularization"}),
        ("Pay everyone the same wages.", {"labour-mobility"}),
        ("Do not treat them as criminals.", {"human-rights"}),
        ("Keep the children in school.", {"children", "integration"}),
        ("Fathers should be able to see their children.", {"family"}),
        ("Give young people a reason to stay.", {"root-causes"}),
        ("Speak with one voice at the summit.", {"cooperation"}),
        ("We want to know how many there are.", {"data"}),
        ("Help villages where the rains fail.", {"climate"}),
        ("Put a line for host towns into the national budget.", {"financing", "integration"}),
        ("The mayors asked for language courses.", {"integration"}),
        ("Business urged governments to shorten visa procedures.", {"pathways"}),
        ("Health screening should be free.", {"humanitarian"}),
        ("Give orientation programmes at the return stage.", {"communication"}),
        ("Fees must be consistent with the human rights of migrants.", {"human-rights"}),
        ("Set a wage for maids, in accordance with the human rights of migrants.", {"labour-mobility"}),
        ("Double the exchange of students.", {"pathways"}),
        ("Removal of visa requirements for sports teams.", {"pathways"}),
        ("Stop the recruitment of children by gangs.", {"children"}),
    ],
)
def test_circumstances_and_names_give_no_theme_and_what_is_done_does(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "en")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A second hearing shall take place in June.", set()),
        ("Extend political rights to nationals abroad.", {"diaspora"}),
        ("The schools of the district were asked for beds.", {"humanitarian"}),
        ("As the delegate indicated, visas should be free.", {"pathways"}),
        ("Second two experts to the registration office and train its officials.", {"capacity"}),
        ("Punish those who make deceptive job offers.", {"trafficking"}),
        ("Bury with dignity those lost in a shipwreck.", {"human-rights"}),
        ("Break the figures down: publish data disaggregated by age.", {"data"}),
        ("Reserve seats for youth on the board.", {"participation"}),
        ("Do not associate foreigners with crime.", {"xenophobia"}),
        ("Help those who cannot return to settle elsewhere in the country.", {"internal-displacement", "return"}),
        ("Speed up visits for children left behind.", {"children", "family"}),
        ("Move coastal communities before the land is lost.", {"climate"}),
        ("Approve the budget of the Secretariat.", {"governance"}),
        ("Convene joint investigation teams.", {"cooperation"}),
        ("Arrest those who carry migrants on fishing boats.", {"smuggling"}),
    ],
)
def test_words_with_a_common_stem_are_kept_apart_and_concepts_are_found(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "en")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bring national laws into line with the treaties.", {"governance"}),
        ("Assist national authorities.", {"governance"}),
        ("Assist nationals who are stranded.", {"human-rights"}),
        ("Work with authorities.", set()),
        ("Information on employment.", {"communication"}),
        ("Manage the transition.", set()),
        ("Consider options for regularization.", {"regularization"}),
        ("Return remains a question.", {"return"}),
        ("Save migrants at sea.", set()),
        ("Mobilise people.", set()),
        ("Hold a debate on influence.", set()),
        ("Meet the needs of care related to age.", set()),
        ("Open vacancies for people recruited abroad.", {"labour-mobility"}),
        ("Give refugees a seat on advisory boards.", {"participation"}),
        ("Stop sending people back to danger.", {"asylum"}),
        ("Do not split up families.", {"family"}),
        ("Warn would-be migrants.", {"communication"}),
        ("Punish those who lure girls with bogus offers.", {"trafficking"}),
        ("Plan the move of villages threatened by floods.", {"climate"}),
        ("Support farmers so that they can remain on their land.", {"root-causes"}),
        ("Include the persons uprooted within their own borders.", {"internal-displacement"}),
        ("Stop profiling by police because of the colour of their skin.", {"xenophobia"}),
        ("Invite those who are not in need of international protection to leave.", {"return"}),
        ("Make cheaper transfers possible.", {"diaspora"}),
    ],
)
def test_national_is_no_national_and_information_is_not_informal(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "en")[0]) == expected
