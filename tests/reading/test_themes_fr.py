"""What words give a theme and which do not, in French: sentences of our own."""

from __future__ import annotations

import pytest

from convergence.reading.theming import themes_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fixer des quotas d'immigration.", {"pathways"}),
        ("Ouvrir des voies d'accès légales et sûres.", {"pathways"}),
        ("Confier ce contentieux à une juridiction spécialisée.", {"governance"}),
        ("Déposer une proposition de loi.", {"governance"}),
        ("Harmoniser la liste des pays d'origine sûrs.", {"asylum"}),
        ("Réformer le règlement Dublin.", {"asylum"}),
        ("Raccourcir l'examen des demandes d'asile.", {"asylum"}),
        ("Renégocier le pacte asile et migration.", {"asylum", "governance"}),
        ("Signer un accord avec des pays tiers.", set()),
        ("Donner une autorisation de travail dès le dépôt.", {"labour-mobility"}),
        ("Faire venir les talents étrangers.", {"labour-mobility"}),
        ("Créer un statut de déplacé climatique.", {"climate", "regularization"}),
        ("Écouter les Maliens de l'extérieur.", {"diaspora"}),
        ("Reconnaître la double nationalité.", {"diaspora"}),
        ("Tenir une réunion publique au gymnase.", {"participation"}),
        ("Relancer le co-développement.", {"root-causes"}),
        ("Augmenter les fonds alloués.", {"financing"}),
        ("Affréter des navires de sauvetage et de recherche.", {"human-rights"}),
        ("Démanteler les réseaux de traite.", {"trafficking"}),
        ("Maintenir l'aide médicale d'État.", {"humanitarian"}),
        ("Encourager la participation à la vie locale.", {"integration"}),
        ("Lutter contre l'islamophobie et l'antisémitisme.", {"xenophobia"}),
        ("Saisir la Cour européenne des droits de l'homme.", set()),
        ("Écrire au coordonnateur.", set()),
    ],
)
def test_themes(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "fr")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Faire venir leur femme et leurs enfants.", {"family"}),
        ("Ne plus renvoyer personne vers les zones de guerre.", {"asylum", "return"}),
        ("Sortir de l'illégalité.", {"regularization"}),
        ("Les aider à trouver du travail.", {"integration", "labour-mobility"}),
        ("Traduire les formulaires dans leurs langues.", {"communication"}),
        ("Juger ceux qui vendent des places sur des pirogues.", {"smuggling"}),
        ("Protéger celles que l'on force à se prostituer.", {"trafficking"}),
        ("Faire appel à de nouveaux bailleurs.", {"financing"}),
        ("Donner aux jeunes une raison de rester.", {"root-causes"}),
        ("Baisser le prix des mandats envoyés au pays.", {"diaspora"}),
        ("Consulter les premiers concernés.", {"participation"}),
        ("Regagner les villages une fois les combats terminés.", {"internal-displacement"}),
        ("Vacciner les familles qui dorment dehors.", {"humanitarian"}),
        ("Préparer la réinstallation des habitants de la côte.", {"climate", "internal-displacement"}),
        ("Recruter des interprètes dans les ports.", {"capacity"}),
        ("Voter une loi spécifique.", {"governance"}),
        ("Créer une commission mixte entre voisins.", {"cooperation"}),
        ("Surveiller le fleuve avec des patrouilles.", {"borders"}),
        ("Répartir les arrivants entre les pays.", {"asylum"}),
        ("Retrouver les corps et prévenir les familles.", {"human-rights"}),
        ("Faire des cours de langue pour les bénéficiaires d'une protection internationale.", {"integration"}),
        ("Aider les familles.", set()),
        ("Former une alliance.", set()),
        ("Prendre des mesures d'urgence.", set()),
        ("Combien il importe d'agir vite.", set()),
        ("Les mots nourrissent la peur.", set()),
        ("Renvoyer la question à la prochaine séance.", set()),
        ("Saisir le ministère des finances.", set()),
        ("Garantir l'intégration des réfugiés et des demandeurs d'asile.", {"integration"}),
        ("Assurer le retour dans des conditions respectueuses de leurs droits.", {"return"}),
        ("Ouvrir un guichet pour les personnes qui résident légalement dans le pays.", set()),
        ("Résoudre les problèmes techniques du portail.", set()),
    ],
)
def test_themes_in_plain_words(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "fr")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aider les pays en développement.", set()),
        ("Mener une étude de faisabilité.", set()),
        ("Élargir les services, sans discrimination.", set()),
        ("Ouvrir un guichet dans les ambassades et les consulats.", set()),
        ("Remettre le rapport d'évaluation.", set()),
        ("Élargir les petites salles.", set()),
        ("Interdire le recrutement d'enfants.", set()),
        ("Verser de petits montants.", {"diaspora"}),
        ("Signer la pétition.", {"participation"}),
        ("Appliquer l'entente sur les tiers pays sûrs.", {"asylum"}),
        ("Accélérer la réunification.", {"family"}),
        ("Reconnaître mutuellement les qualifications.", {"labour-mobility"}),
        ("Lutter contre la migration irrégulière.", {"borders"}),
        ("Remplacer l'admission provisoire.", {"regularization"}),
        ("Appuyer le règlement des conflits.", {"root-causes"}),
        ("Faciliter le retour temporaire des expatriés.", {"diaspora"}),
        ("Que les familles restent ensemble.", {"family"}),
        ("Aider ceux qui veulent rentrer chez eux.", {"return"}),
        ("Personne ne doit être renvoyé de force.", {"return"}),
        ("Les pays de la région doivent se parler.", {"cooperation"}),
        ("Apprendre la langue du pays.", {"integration"}),
        ("Faire entendre la voix des migrants.", {"participation"}),
        ("Équiper les services, car ils manquent d'agents.", {"capacity"}),
        ("Que les saisonniers soient payés comme les autres.", {"labour-mobility"}),
    ],
)
def test_themes_decided_by_more_than_a_word_in_passing(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "fr")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Examiner la question avec soin en vue d'un accord sûr.", set()),
        ("Baisser le loyer des familles.", set()),
        ("Orienter les dossiers vers les autorités compétentes.", set()),
        ("Étudier la possibilité d'ouvrir un bureau.", set()),
        ("Publier un rapport qui traite de ces cas.", set()),
        ("Aider les personnes migrantes.", set()),
        ("Aider les migrantes.", {"gender"}),
        ("Garantir l'égalité entre les sexes.", {"gender"}),
        ("Ouvrir les portes aux jeunes.", set()),
        ("Reloger les habitants chassés par les évictions forcées.", {"internal-displacement"}),
        ("Honorer les promesses faites.", {"financing"}),
        ("Offrir aux jeunes une autre perspective et relancer l'irrigation.", {"root-causes"}),
        ("Statuer sur les demandes à l'issue d'un entretien individuel.", {"asylum"}),
        ("Soigner, sans crainte d'être dénoncé.", {"human-rights", "humanitarian"}),
        ("Geler les avoirs des passeurs.", {"smuggling"}),
        ("Dénoncer les faux recruteurs.", {"trafficking"}),
        ("Rétablir les faits par des messages communs sur les ondes.", {"communication"}),
        ("Ne pas imputer aux étrangers la hausse des prix.", {"xenophobia"}),
        ("Que les principaux intéressés siègent au comité.", {"participation"}),
        ("Cesser de vider les hôpitaux des îles.", {"diaspora"}),
        ("Interconnecter et relier les bases de données.", {"data"}),
        ("Épauler les mairies.", {"capacity"}),
        ("Adopter une législation sur le séjour.", {"governance"}),
        ("Se réunir une fois par an en séance conjointe.", {"cooperation"}),
        ("Prolonger les titres plutôt que de recourir à l'expulsion.", {"regularization"}),
        ("Accueillir les habitants d'une île évacuée.", {"climate"}),
    ],
)
def test_themes_of_whole_phrases(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "fr")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baisser les tarifs par rapport aux autres corridors.", set()),
        ("Examiner les moyens de raccourcir les délais.", set()),
        ("Poursuivre les démarches entreprises en mars.", set()),
        ("Servir les régions éloignées.", set()),
        ("Ranger les dossiers en lieu sûr.", set()),
        ("Répartir les dossiers entre les guichets.", set()),
        ("Punir les actes racistes, mobile raciste compris.", {"xenophobia"}),
        ("Secourir tout ressortissant en détresse.", {"human-rights"}),
        ("Supprimer les barrages routiers et les perceptions illicites.", {"borders"}),
        ("Suivre l'argent de la hawala jusqu'aux commanditaires.", {"smuggling"}),
        ("Accorder aux victimes un délai de réflexion.", {"trafficking"}),
        ("Totaliser les périodes de cotisation.", {"labour-mobility"}),
        ("Organiser des visites d'étude pour les fonctionnaires.", {"capacity"}),
        ("Faire en sorte que nul n'ait à quitter les terroirs.", {"root-causes"}),
        ("Faciliter le vote des citoyens de l'extérieur.", {"diaspora"}),
        ("Viabiliser des parcelles loties pour les ménages hôtes.", {"integration"}),
        ("Croiser les prévisions pluviométriques et les couloirs de transhumance.", {"climate"}),
        ("Délivrer un carnet de voyage aux commerçants.", {"pathways"}),
        ("Transposer la convention en droit interne.", {"governance"}),
        ("Démentir les rumeurs en langues locales.", {"communication"}),
    ],
)
def test_themes_of_wide_families(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "fr")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("protéger les travailleurs migrants", {"labour-mobility"}),
        ("protéger les travailleuses migrantes", {"labour-mobility", "gender"}),
        ("soutenir les employés de maison", {"labour-mobility"}),
    ],
)
def test_a_masculine_plural_speaks_of_no_woman(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "fr")[0]) == expected
