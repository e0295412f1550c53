"""What words give a theme and which do not, in Spanish: sentences of our own."""

from __future__ import annotations

import pytest

from convergence.reading.theming import themes_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reabrir la oficina del gobernador", set()),
        ("revisar el artículo 5", set()),
        ("invitar al Ministerio de Justicia y Derechos Humanos", set()),
        ("escribir al Comité para la Eliminación de la Discriminación Racial", set()),
        ("agradecer a Médicos Sin Fronteras", set()),
        ("escribir al Ministerio de Asuntos Exteriores", set()),
        ("realizar una investigación exhaustiva de la trata", {"trafficking"}),
        ("vigilar las fronteras exteriores", {"borders"}),
        ("ordenar los flujos migratorios laborales", {"labour-mobility"}),
        ("abrir una vía a la ciudadanía", {"regularization"}),
        ("conseguir la legalización de los jornaleros sin papeles", {"regularization"}),
        ("reclamar el cese de las deportaciones", {"return"}),
        ("aprobar el reglamento de asilo", {"asylum"}),
        ("clausurar los centros de internamiento", {"human-rights"}),
        ("castigar la explotación de la prostitución", {"trafficking"}),
        ("reforzar el empoderamiento económico de la mujer", {"gender"}),
        ("prohibir los controles por el color de la piel", {"xenophobia"}),
        ("ampliar el programa 3x1", {"diaspora"}),
        ("acercarse a los clubes de migrantes", {"diaspora"}),
        ("apoyar a los salvadoreños en el exterior", {"diaspora"}),
        ("aprobar la reforma migratoria", {"governance"}),
        ("aumentar la partida presupuestaria", {"financing"}),
        ("fomentar el codesarrollo", {"diaspora"}),
        ("apoyar al tercer sector", {"participation"}),
        ("lanzar una campaña informativa", {"communication"}),
    ],
)
def test_themes(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "es")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sellar el pasaporte de los refugiados", {"pathways"}),
        ("reservar un cupo a los refugiados", {"asylum"}),
        ("dar refugio a quien lo pide", {"asylum"}),
        ("comunicar la dirección del marco institucional", {"governance"}),
        ("conversar con quienes trabajan con migrantes", set()),
        ("es evidente el retraso", set()),
        ("recibir a los familiares de las víctimas", set()),
        ("llamar a la directora del albergue", set()),
        ("pedir una reforma de fondo", set()),
        ("escribir al relator sobre los derechos de los migrantes", set()),
        ("abrir el museo sin discriminación", set()),
        ("publicar las evidencias del delito", set()),
        ("ofrecer comida caliente y un lugar donde dormir", {"humanitarian"}),
        ("pagar sueldos iguales a los jornaleros", {"labour-mobility"}),
        ("ayudar a encontrar trabajo", {"labour-mobility"}),
        ("acompañar a los enviados de vuelta", {"return"}),
        ("facilitar el regreso a casa", {"return"}),
        ("dar papeles a las familias", {"regularization"}),
        ("tener un papel en la mesa", set()),
        ("permitir la doble nacionalidad", {"regularization"}),
        ("suprimir el arraigo social", {"regularization"}),
        ("evitar que los pueblos tengan que emigrar", {"root-causes"}),
        ("investigar el secuestro de migrantes", {"human-rights"}),
        ("cerrar las estaciones migratorias", {"human-rights"}),
        ("velar por el respeto a los derechos humanos", {"human-rights"}),
        ("aprobar una ley estatal", {"governance"}),
        ("destinar recursos económicos", {"financing"}),
        ("enseñar a hablar el idioma", {"integration"}),
        ("revisar la legislación laboral", {"labour-mobility"}),
        ("traer a los hijos y estar en familia", {"family"}),
        ("atender a la población desplazada", {"internal-displacement"}),
        ("poner alertas tempranas en el volcán", {"climate"}),
    ],
)
def test_plain_words_decide_and_circumstances_do_not(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "es")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pagar la jubilación de los trabajadores fronterizos", {"labour-mobility"}),
        ("llegar al otro lado de la frontera", set()),
        ("no cumplir los requisitos de la condición de refugiado", set()),
        ("escribir al fondo de convergencia", set()),
        ("regularizar a los vecinos en un espíritu de responsabilidad compartida", {"regularization"}),
        ("durante un período largo", set()),
        ("pedir el parecer de los investigadores", {"participation"}),
        ("cooperar en la búsqueda de personas desaparecidas", {"human-rights"}),
        ("formar parte de la comunidad internacional", set()),
        ("terminar la huelga de hambre", set()),
        ("tratar con personas amables", set()),
        ("que los niños puedan ir a la escuela", {"children", "integration"}),
        ("ayudar a conseguir empleo", {"labour-mobility"}),
        ("que se pague lo justo a los jornaleros", {"labour-mobility"}),
        ("arreglar los papeles", {"regularization"}),
        ("dar una línea de crédito", {"financing"}),
        ("ratificar los convenios", {"governance"}),
        ("celebrar un taller", {"capacity"}),
        ("abstenerse de detener a los niños", {"children", "human-rights"}),
        ("nadie será expulsado o devuelto", {"asylum"}),
        ("escuchar a las asociaciones de retornados", {"participation"}),
        ("repartir mantas, carpas y pañales", {"humanitarian"}),
        ("ayudar a rehacer su vida", {"integration"}),
        ("mandar dinero a casa", {"diaspora"}),
        ("fijar una posición común", {"cooperation"}),
        ("pedir a los medios de comunicación que eviten el lenguaje xenófobo", {"communication", "xenophobia"}),
    ],
)
def test_what_delegates_speak_of_in_plain_words(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "es")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("saludar a los deportistas", set()),
        ("hablar frente a la comunidad", set()),
        ("agradecer la hospitalidad", set()),
        ("alimentar el fuego", set()),
        ("albergar la próxima asamblea", set()),
        ("facilitar el camino", set()),
        ("ser relevante durante un período", set()),
        ("hablar con funcionarios consulares", set()),
        ("prestar especial atención", set()),
        ("dirigirse a los funcionarios públicos", set()),
        ("emigrar en enero", set()),
        ("estar en condiciones de reagrupar a los hijos", {"family"}),
        ("contratar a los trabajadores extranjeros", {"labour-mobility"}),
        ("atender a los damnificados", {"climate"}),
        ("rechazar la conducta de quienes asocian a extranjeros con el crimen", {"xenophobia"}),
        ("devolver a quien expresa temor de regresar", {"asylum"}),
        ("proteger a quienes huyen de la persecución", {"asylum"}),
        ("pedir códigos de ética y periodismo responsable", {"communication"}),
        ("formar una ficha única y una línea de base", {"data"}),
        ("conceder la residencia temporaria", {"regularization"}),
        ("atender a quienes decidan regresar", {"return"}),
        ("crear comités de frontera", {"cooperation"}),
        ("cubrir la espera de quienes viven a la intemperie", {"humanitarian"}),
    ],
)
def test_a_stem_shared_by_two_words_decides_nothing(text: str, expected: set[str]) -> None:
    assert set(themes_of(text, "es")[0]) == expected


@pytest.mark.parametrize(
    ("text", "unexpected"),
    [
        ("abrir las ventanas al mar", "gender"),
        ("someter el acta a votación", "trafficking"),
        ("el consulado ambulante", "humanitarian"),
        ("economías emergentes", "humanitarian"),
        ("el texto alude a la sesión", "climate"),
        ("las delegaciones que vuelven a tomar la palabra", "return"),
        ("bloquear la puerta", "cooperation"),
        ("la Secretaría de Integración Social", "integration"),
        ("en un clima de inseguridad", "climate"),
        ("nadie tenga que esperar", "root-causes"),
    ],
)
def test_such_words_no_longer_mean_the_theme(text: str, unexpected: str) -> None:
    assert unexpected not in themes_of(text, "es")[0]
