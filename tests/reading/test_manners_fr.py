"""How French letters, programmes, minutes, laws and news ask; what only sounds like asking; what they are about."""

from __future__ import annotations

import pytest

from convergence.reading.chapeau import Mode
from convergence.reading.result import PassageRead
from convergence.reading.triage import points


def kinds(text: str) -> list[str]:
    found = points(PassageRead(1, text, "fr"), Mode(), "declaration")
    return [point.kind for point in found if point.kind not in ("progress", "practice")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Vous veillerez à ce que chaque préfecture ouvre un guichet pour les étudiants.", "recommendation"),
        ("Vous me rendrez compte chaque trimestre des délais constatés.", "recommendation"),
        ("Je vous saurais gré de me transmettre le bilan des naturalisations.", "recommendation"),
        ("Nous vous serions reconnaissants de publier la liste des centres.", "recommendation"),
        ("Veuillez transmettre ce relevé aux consulats.", "recommendation"),
        ("Merci de signaler toute disparition au bureau de liaison.", "recommendation"),
        ("La mission, dans un second temps, étudiera les moyens de raccourcir les délais.", "commitment"),
        ("Elle formulera des propositions sur l'accès au logement.", "commitment"),
        ("Il ne faut plus enfermer les familles.", "recommendation"),
        ("L'Europe ne peut plus détourner le regard.", "recommendation"),
        ("Il est hors de question de séparer les fratries.", "recommendation"),
        ("Il est interdit de confisquer les passeports des salariées de maison.", "recommendation"),
        ("L'étranger mineur ne peut faire l'objet d'un éloignement.", "recommendation"),
        ("Le président appelle de ses vœux une conférence des deux rives.", "recommendation"),
        ("Le conseil municipal émet le vœu que la halte de nuit reste ouverte.", "recommendation"),
        ("Les élus se sont dits favorables à l'ouverture d'un second centre.", "recommendation"),
        ("Notre collectif milite pour la fin des tests osseux.", "recommendation"),
        ("Nous voulons renforcer les cours du soir.", "recommendation"),
        ("Nous aimerions que les diplômes soient reconnus plus vite.", "recommendation"),
        ("C'est notre devoir de secourir les naufragés.", "recommendation"),
        ("J'appelle les maires à ouvrir les gymnases.", "recommendation"),
        ("Les collectifs demandent l'abrogation de la circulaire.", "recommendation"),
        ("L'objectif principal est de réduire les délais d'attente.", "recommendation"),
        ("Le ministre a instruit les consuls de recenser les victimes.", "recommendation"),
        ("Pour une politique d'accueil à hauteur d'homme", "recommendation"),
        ("Non à l'enfermement des mineurs !", "recommendation"),
        ("Régularisation de toutes les personnes sans papiers !", "recommendation"),
        ("Que les préfectures rouvrent leurs guichets.", "recommendation"),
        ("Ouvrons les écoles aux nouveaux arrivants.", "recommendation"),
        ("Je veillerai à la publication de ces chiffres.", "commitment"),
        ("Je m'engage à recevoir les associations.", "commitment"),
        ("Nous proposerons un référendum sur l'accueil.", "commitment"),
        ("Le gouvernement annonce l'ouverture de deux maisons de l'emploi.", "commitment"),
        ("Les États parties garantissent aux réfugiés l'accès à l'école.", "commitment"),
        ("Il est créé auprès du ministre un observatoire des flux.", "decision"),
        ("Cette agence aura pour mission de coordonner les sauvetages.", "decision"),
        ("L'article 12 est abrogé.", "decision"),
        ("D'ici à 2027, tous les consulats seront dotés d'un guichet numérique.", "decision"),
        ("Cette loi vise à simplifier le séjour des étudiants.", "decision"),
    ],
)
def test_asks(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Les délégués demandent si le registre sera public.",
        "Je vous prie d'agréer, Madame, l'expression de ma considération.",
        "Veuillez recevoir, Monsieur, mes salutations distinguées.",
        "En 2023, 12 000 personnes ont demandé l'asile dans le canton.",
        "La population active va décroître d'ici 2040.",
        "Le nombre d'arrivées devrait dépasser 50 000 cette année.",
        "Il faut compter en moyenne deux ans pour une réponse.",
        "Il faut dire que le foyer est vétuste.",
        "Il fallait marcher la nuit pour éviter les patrouilles.",
        "Les moyens qu'exige la situation font débat.",
        "C'est ce que l'on appelle la route des Balkans.",
        "Le gouvernement devra assumer les conséquences de ce choix.",
        "Les familles doivent souvent dormir dans leur voiture.",
        "Notre pays doit beaucoup à ses immigrés.",
        "Quand on doit fuir, on ne choisit pas sa route.",
        "Les passeurs exigent jusqu'à 5 000 euros.",
        "Le mouvement est né en 1949 dans un faubourg.",
        "Le communiqué de presse a été diffusé hier.",
        "L'hôpital prend en charge les blessés de la traversée.",
        "L'offre de soins est insuffisante.",
        "Le maire a invité le consul à prendre la parole.",
        "Nous vous invitons à lire notre rapport.",
        "Je souhaite la bienvenue aux délégations.",
        "Un appel à projets a été publié.",
        "Le ministre est chargé de l'exécution du présent décret.",
        "Le présent arrêté sera publié au Journal officiel.",
        "Les membres ont approuvé l'ordre du jour.",
        "Le président propose de passer au vote.",
        "L'association propose des cours de français le samedi.",
        "Ensemble, nous réussirons.",
        "Le tribunal a ordonné la fermeture du squat.",
        "Le travail leur est interdit pendant six mois.",
        "Accueillir, c'est aussi apprendre.",
        "Le pays compte une forte communauté.",
        "Consultez la carte des permanences.",
    ],
)
def test_only_sounds_like_asking(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Les États doivent assurer leur protection.",
        "Les femmes ne doivent plus subir de violences.",
        "On appelle les maires à ouvrir les gymnases.",
        "L'agence assistera les victimes.",
        "Tenir compte des besoins des familles.",
        "La commune prend en charge les frais et demande à l'État de les rembourser.",
    ],
)
def test_false_friends_hide_no_ask(text: str) -> None:
    assert kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Il est convenu de se revoir au printemps.", "decision"),
        ("Ces pays peuvent aussi envisager de délivrer des permis provisoires.", "recommendation"),
        ("Le consulat reste mobilisé pour aider les familles.", "commitment"),
        ("L'ambassade se tient à la disposition des ressortissants pour renouveler leurs papiers.", "commitment"),
        ("Le comité se réunira tous les trimestres.", "commitment"),
        ("Ce dispositif pourrait servir de modèle à d'autres régions.", "recommendation"),
        ("L'une des pistes consisterait à ouvrir un guichet dans chaque port.", "recommendation"),
        ("Que les fichiers soient harmonisés d'ici à deux ans.", "recommendation"),
        ("Que les écoles reçoivent des interprètes.", "recommendation"),
        ("Fini les files d'attente devant les préfectures.", "recommendation"),
        ("100 % des dossiers seront traités en trois mois.", "recommendation"),
        ("Toute famille arrivant au port sera reçue par un travailleur social.", "decision"),
        ("Elle a dit souhaiter un calendrier.", "recommendation"),
        ("Son gouvernement n'exclut pas d'ouvrir ses consulats le samedi.", "proposal"),
        ("Le mieux serait de supprimer les frais.", "recommendation"),
        ("Il est plus que temps de reconnaître les diplômes.", "recommendation"),
        ("Encore faudra-t-il que les juges soient formés.", "recommendation"),
        ("Charge à chaque ministère de rendre compte.", "recommendation"),
        ("Le plan sera revu chaque année.", "decision"),
        ("Le parlement se prononce contre l'enfermement des enfants.", "recommendation"),
        ("Les participants ont retenu le principe d'un forum annuel.", "decision"),
        ("Le Conseil européen fait appel à la solidarité des États membres.", "recommendation"),
        ("La mise en place d'un guichet est à l'étude.", "proposal"),
        ("Les États auraient intérêt à se coordonner.", "recommendation"),
        ("La suggestion d'un fonds commun a été bien accueillie.", "decision"),
        ("Elle a renouvelé son appel à la libération des détenus.", "recommendation"),
        ("Nous tenons à ce que les familles restent unies.", "recommendation"),
        ("Ne fermons pas la porte.", "recommendation"),
        ("Qu'on ouvre les gymnases.", "recommendation"),
        ("Les États s'abstiennent de renvoyer des familles.", "commitment"),
        ("Les frais de voyage sont à la charge de l'employeur.", "commitment"),
        ("Un moratoire est instauré pour deux ans.", "decision"),
    ],
)
def test_minutes_and_programmes_ask(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Il est crucial de reconnaître que l'accueil coûte cher.",
        "Parce que nous refusons que des familles dorment dehors.",
        "Cette reconduction devrait profiter à des milliers de familles.",
        "Le Canada a ouvert un guichet, ce qui devrait aider les familles.",
        "Plusieurs pays offrent déjà des cours aux réfugiés.",
        "La partie difficile viendra quand nous commencerons les travaux.",
        "Les populations de la côte continueront de souffrir.",
        "Accueillir, ce n'est pas renoncer.",
        "On lui a conseillé de fuir.",
        "Nous restons à votre disposition pour tout renseignement.",
        "N'oublions pas que beaucoup sont morts.",
        "Ne nous leurrons pas.",
        "C'est ce qu'il est convenu d'appeler la forteresse.",
        "Telle est fondamentalement notre crainte.",
        "La population est essentiellement rurale.",
        "Qu'on le veuille ou non, la migration existe.",
        "Il a déclaré vouloir vivre en Espagne.",
        "On peut envisager deux explications.",
        "Cette idée a été émise dès l'Antiquité.",
        "La salle ouvrira ses portes à 18 heures.",
        "Les discussions sont en cours.",
        "La mairie a dit non à la presse hier.",
    ],
)
def test_what_is_told_is_no_ask(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Prendre des dispositions pour que les familles soient reçues.", "recommendation"),
        ("S'abstenir de placer des enfants en cellule.", "recommendation"),
        ("Étendre le réseau des guichets aux ports.", "recommendation"),
        ("Mener des enquêtes dans les ports.", "recommendation"),
        ("Raccourcir les délais de réponse.", "recommendation"),
        ("Donner aux maires les moyens d'agir.", "recommendation"),
        ("Lever les obstacles au regroupement.", "recommendation"),
        ("Recenser les familles sans abri.", "recommendation"),
        ("Verser une allocation aux nouveaux arrivants.", "recommendation"),
        ("Elle insiste pour que les dossiers soient traités.", "recommendation"),
        ("La déléguée a insisté pour que l'on distingue les deux groupes.", "recommendation"),
        ("charge son secrétariat de transmettre la présente résolution aux gouvernements.", "recommendation"),
        ("Ce modèle a été jugé digne d'être étendu à d'autres ports.", "recommendation"),
        ("Les ONG ont présenté quatre propositions, dont la première est de publier les chiffres.", "recommendation"),
        ("Elle a déploré la lenteur des procédures et appelé à les raccourcir.", "recommendation"),
        ("Il a relevé que les frais restaient élevés et qu'il convenait de les baisser.", "recommendation"),
        ("La première urgence est de loger les familles.", "recommendation"),
        ("Le défi consiste à convaincre les entreprises.", "recommendation"),
        ("Reste à convaincre les employeurs.", "recommendation"),
        ("D'où l'importance de former les juges.", "recommendation"),
        ("Le besoin d'un cadre commun se fait sentir.", "recommendation"),
        ("Il a lancé un plaidoyer pour la fin de l'enfermement.", "recommendation"),
        ("Elle veut que les enfants aillent à l'école.", "recommendation"),
        ("La délégation se félicite de l'ouverture du centre et souhaite qu'il soit agrandi.", "recommendation"),
        ("L'orateur recommanda de publier les chiffres.", "recommendation"),
        ("Une meilleure coordination est nécessaire.", "recommendation"),
        ("Le Mali s'est porté candidat pour accueillir la prochaine session.", "proposal"),
        ("Le ministre a fait savoir que son pays doublerait son quota.", "commitment"),
        ("Le Danemark a promis 20 millions de couronnes.", "commitment"),
        ("Le conseil a donné son feu vert à l'ouverture d'un centre.", "decision"),
    ],
)
def test_items_and_speakers_ask(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Prendre la route au péril de sa vie.",
        "Prendre la mer sans gilet.",
        "Apprendre que son frère a disparu.",
        "Le conseil a décidé en 2016 de créer un fonds.",
        "Le gouvernement a lancé en 2012 un programme de parrainage.",
        "Le Sénat a décidé jeudi de suspendre son examen du texte.",
        "Commission nationale contre le travail forcé",
        "Organisation internationale pour les réfugiés",
        "Office fédéral des migrations",
        "L'aide dont la poursuite est nécessaire a été décrite.",
        "La tradition veut que l'hôte parle le premier.",
        "Le hasard veut que les deux textes paraissent ensemble.",
        "Une oratrice a regretté que les visas soient si chers.",
        "Le débat a porté sur les visas.",
        "Certains ont jugé prématuré d'ouvrir des négociations.",
        "Plusieurs intervenants ont mis en doute l'utilité d'un nouvel organe.",
        "Une délégation a dit ne pas pouvoir accepter ce paragraphe.",
        "Un représentant a exprimé la crainte que les fonds manquent.",
        "Les communes manquent de personnel.",
        "Le président a clos la séance.",
        "Reste à savoir combien sont partis.",
    ],
)
def test_neither_names_nor_the_past_ask(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Il serait équitable, dit-elle, que chaque embauche soit déclarée.", "recommendation"),
        ("L'orateur conclut en proposant que le port ait un interprète.", "recommendation"),
        ("Les mairies sont conviées à suivre cet exemple.", "recommendation"),
        ("De l'avis des syndicats, il convenait de revoir les horaires.", "recommendation"),
        ("Le délégué a soutenu que les ports, où tout se joue, devaient être dotés d'interprètes.", "recommendation"),
        ("Plusieurs voix se sont élevées en faveur d'un guichet commun.", "recommendation"),
        ("Il a appelé l'attention sur l'urgence d'un second foyer.", "recommendation"),
        ("Elle juge préférable d'attendre les résultats.", "recommendation"),
        ("Nous tenons pour indispensable la présence d'interprètes.", "recommendation"),
        ("La commission verrait avantage à ce que le rapport soit traduit.", "recommendation"),
        ("Les élus en appellent au bon sens du ministre.", "recommendation"),
        ("Les syndicats attendent du gouvernement qu'il ratifie la convention.", "recommendation"),
        ("Le mémoire conclut à l'urgence d'un registre.", "recommendation"),
        ("Il y va de notre honneur de secourir ceux qui se noient.", "recommendation"),
        ("Il a rappelé aux États leur obligation de secourir.", "recommendation"),
        ("Il a fait ressortir l'intérêt d'un visa commun.", "recommendation"),
        ("Tout placement d'un mineur en cellule est à proscrire.", "recommendation"),
        ("Le défi, c'est de convaincre les maires.", "recommendation"),
        ("Rien ne justifie que l'on enferme un enfant.", "recommendation"),
        ("L'OIM a été priée de chiffrer le coût du plan.", "recommendation"),
        ("La délégation privilégie une approche par étapes.", "recommendation"),
        ("Au secrétariat de fournir chaque année un tableau.", "recommendation"),
        ("Le texte rappelle que les enfants ne doivent jamais être détenus.", "recommendation"),
        ("Qu'une ligne téléphonique soit ouverte dans chaque ville.", "recommendation"),
        ("Qu'aucun enfant ne dorme dehors.", "recommendation"),
        ("Que les frais exigés soient remboursés.", "recommendation"),
        ("Que l'on cesse de trier les naufragés.", "recommendation"),
        ("La ministre a mis sur la table un plan de trois ans.", "proposal"),
        ("Le pays prépare une loi sur le séjour des étudiants.", "proposal"),
        ("Le Bureau s'apprête à publier un guide.", "commitment"),
        ("Elle a réaffirmé qu'elle continuerait d'accueillir les familles.", "commitment"),
        ("Nous ne ménagerons aucun effort pour retrouver les disparus.", "commitment"),
        ("Nous faisons nôtre l'objectif d'éliminer l'apatridie.", "commitment"),
        ("La création d'un fonds a fait l'unanimité.", "decision"),
        ("Mandat a été donné au secrétariat de recenser les lois en vigueur.", "decision"),
        ("Un registre commun verra le jour.", "decision"),
        ("Les participants ont marqué leur accord sur la création d'un observatoire.", "decision"),
        ("Il sera procédé à une évaluation tous les deux ans.", "decision"),
        ("Désormais, tout mineur aura un tuteur.", "decision"),
        ("C'est aux ports de signaler les enfants seuls.", "recommendation"),
        ("Dans l'immédiat, ouvrir des abris.", "recommendation"),
        ("Un tuteur pour chaque enfant.", "recommendation"),
        ("Parmi les pistes évoquées figure un visa humanitaire.", "recommendation"),
        ("La création d'un fonds est vivement souhaitée.", "recommendation"),
        ("La présidence a promis une base commune.", "commitment"),
        ("Chaque État désigne une autorité centrale.", "commitment"),
        ("Est institué un comité de suivi.", "decision"),
    ],
)
def test_minutes_and_memoranda_ask(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Il convenait de patience, dit le proverbe.",
        "Les travaux devaient s'achever en juin.",
        "Le rapport devait être remis en mars.",
        "Un homme prépare son départ dans le noir.",
        "Les délégués se sont donné rendez-vous au bar.",
        "Nous espérons vous revoir bientôt.",
        "Les villages devaient leur prospérité aux envois des absents.",
        "Selon la police, il fallait trois jours pour traverser.",
        "La région a réuni des experts pour la troisième fois.",
        "Les experts ont préféré se taire.",
        "Désormais, le fleuve est à sec.",
        "Rien n'a changé depuis dix ans.",
        "Le texte rappelle les faits.",
        "C'est à la mer que l'on doit ce retard.",
        "Trois pistes traversent la forêt.",
        "Les crédits ont été dépensés.",
        "L'oratrice a dit avoir attendu deux ans ses papiers.",
    ],
)
def test_minutes_also_tell(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Le comité invite chacun des Membres à nommer un correspondant.", "recommendation"),
        ("Les opérateurs sont encouragés à baisser leurs commissions.", "recommendation"),
        ("Les préfets sont priés de publier la liste des guichets.", "recommendation"),
        ("L'accès à un interprète a été tenu pour une priorité.", "recommendation"),
        ("L'accent a été mis sur la nécessité d'ouvrir des cours du soir.", "recommendation"),
        ("Les services gagneraient à être réunis sous un même toit.", "recommendation"),
        ("L'Assemblée presse ses commissions de voter ; elle engage chaque capitale à ratifier.", "recommendation"),
        ("Il est apparu nécessaire d'ouvrir un second guichet.", "recommendation"),
        ("Les participants ont estimé qu'un registre commun serait utile.", "recommendation"),
        ("Il conviendra d'y associer les syndicats.", "recommendation"),
        ("Le postulat demande un rapport sur les mineurs disparus.", "recommendation"),
        ("La rétention ne peut être qu'une mesure de dernier ressort.", "recommendation"),
        ("Pour un accueil digne, ouvrons les gymnases.", "recommendation"),
        ("Nous nous employons à doubler le nombre de classes.", "commitment"),
        ("Les deux parties sont résolues à ouvrir un bureau commun.", "commitment"),
        ("D'ici à 2027, les frais d'envoi seront ramenés à trois pour cent.", "commitment"),
    ],
)
def test_invitations_and_resolve_ask(text: str, kind: str) -> None:
    assert kinds(text)[:1] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Les lecteurs sont invités à consulter l'annexe.",
        "Le nombre des arrivées est appelé à croître.",
        "Le salarié est appelé à comparaître devant le juge.",
        "La loi en vigueur prévoit un délai de trois mois.",
        "Cette situation ne saurait surprendre.",
        "Le préfet a ordonné l'évacuation du camp mardi.",
        "Nos pensées vont aux proches des disparus.",
    ],
)
def test_neither_fate_nor_sympathy_asks(text: str) -> None:
    assert kinds(text) == []
