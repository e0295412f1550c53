"""Words of four letters or more that say nothing of what is asked, folded as `same_ask.split` folds them."""

from __future__ import annotations

_FRENCH, _ENGLISH, _SPANISH, _PORTUGUESE = (
    """
afin ainsi apres aupres autre autres aussi avant avec avoir cela celle celles celui cette ceux chaque chez comme contre dans
depuis dont elle elles encore entre etait etaient etant etre font leur leurs lors lorsque mais meme memes notamment notre nous
parce parmi pendant plus plusieurs pour quant quel quelle sans selon sera serait sont sous telle telles tels tous tout toute
toutes vers voire votre vous
""",
    """
about after again also among another around based because been before being between both could does during each even every from
have having here into itself just like made make many more most much must need only onto other others over same shall should since
some such than that their them themselves then there these they this those through thus under until upon very well were what when
where which while whom whose will with within without would
""",
    """
ante antes aquel aquella asimismo aunque bajo cada como cual cuales cuando cuya cuyas cuyo cuyos dado debe deben dentro desde
dicha dichas dicho dichos donde durante ella ellas ellos entre esas esos esta estan estas este esto estos fueron hacia haber hasta
incluso luego manera mediante misma mismas mismo mismos mucho nuestra nuestras nuestro nuestros otra otras otro otros para pero
porque puede pueden pues segun sean seria sido siendo sobre solo tales tambien tanto tiene tienen toda todas todo todos tras unas
unos
""",
    """
alem ainda alguns apenas apos aquela aquele assim cada contra caso cuja cujas cujo cujos deles desde dessa dessas desse desses
desta destas deste destes deve devem diante elas eles embora enquanto essa essas esse esses estao estes foram isso isto mais
mediante mesma mesmas mesmo mesmos muito nessa nesse nesta neste nossa nossas nosso nossos numa outra outras outro outros pela
pelas pelo pelos podem pode porque quais qual quando quanto seja sejam sendo sera seus sobre suas tais tambem tanto toda todas
todo todos umas
""",
)
FUNCTION_WORDS = frozenset(" ".join((_FRENCH, _ENGLISH, _SPANISH, _PORTUGUESE)).split())
