"""Spanish as laws, decrees, plans, committees, protests and the press write it: what asks, what does not, and what about."""

from __future__ import annotations

import pytest

from convergence.reading import read
from convergence.reading.chapeau import Mode
from convergence.reading.result import PassageRead
from convergence.reading.triage import points


def kinds(text: str) -> set[str]:
    return {point.kind for point in points(PassageRead(1, text, "es"), Mode(), "declaration")}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("decision", "Dispónese la apertura de dos oficinas en el puerto."),
        ("decision", "Artículo 4.- Autorízase al Consejo a abrir una cuenta."),
        ("decision", "Créase, en el ámbito del Ministerio, la red de intérpretes."),
        ("decision", "Instrúyase a las oficinas para que abran los sábados."),
        ("commitment", "El Instituto, en coordinación con las provincias, abrirá dos oficinas."),
        ("commitment", "La Defensoría, por conducto de sus oficinas, publicará un manual."),
        ("decision", "El Fondo tendrá por objeto pagar a los intérpretes."),
        ("decision", "El secretario giró instrucciones para abrir dos oficinas."),
        ("commitment", "Los poderes públicos fomentarán el aprendizaje del idioma."),
        ("commitment", "La presidencia asumirá la redacción del acta."),
        ("commitment", "El Consejo dirigirá la red de intérpretes."),
        ("commitment", "Vamos a abrir dos oficinas."),
        ("commitment", "El alcalde quedó de revisar los expedientes."),
        ("commitment", "La gobernadora asumió la responsabilidad de atender los casos."),
        ("recommendation", "Queda prohibida la expulsión de menores."),
        ("recommendation", "Se prohíbe el cobro de tasas a los refugiados."),
        ("recommendation", "En ningún caso podrán ser detenidos los menores."),
        ("recommendation", "La comisión podrá solicitar los expedientes."),
        ("recommendation", "Miles de personas marcharon para exigir papeles."),
        ("recommendation", "Los vecinos salieron a la calle en demanda de una oficina."),
        ("recommendation", "Los manifestantes gritaban: ¡alto a las redadas!"),
        ("recommendation", "¡Basta de deportaciones!"),
        ("recommendation", "No más redadas en las escuelas."),
        ("recommendation", "Reivindicamos el derecho al voto en las municipales."),
        ("recommendation", "Apostamos por una ley de asilo digna."),
        ("recommendation", "Nos oponemos a la detención de menores."),
        ("recommendation", "Creemos en la necesidad de una ley nueva."),
        ("recommendation", "Entre las peticiones figuran la apertura de dos oficinas y un manual."),
        ("recommendation", "La principal exigencia fue el cierre del centro."),
        ("recommendation", "El Comité reitera su recomendación de que se abran dos oficinas."),
        ("recommendation", "La red busca presionar a los diputados para que aprueben la ley."),
        ("recommendation", "Se hace indispensable contar con un manual."),
        ("recommendation", "El obispo clamó por un trato digno."),
        ("recommendation", "La regidora pidió coordinación entre los tres niveles de gobierno."),
        ("recommendation", "Nos sumamos a la exigencia de una ley nueva."),
        ("recommendation", "Solicitamos respetuosamente la apertura de una mesa."),
        ("recommendation", "Que las autoridades investiguen los hechos."),
        ("recommendation", "Que se garantice el acceso a la escuela a todos los niños."),
        ("recommendation", "Papeles para todas las personas."),
        ("recommendation", "Cierre inmediato de los centros de internamiento."),
    ],
)
def test_asks(kind: str, text: str) -> None:
    assert kind in kinds(text)


def test_an_item_of_a_plan_numbered_with_a_letter_asks() -> None:
    text = "Plan de la red\n\n3.2.b Duplicar el número de intérpretes.\n\n2.1.a) Abrir dos oficinas en el puerto.\n"
    passages = [p for one in read(text.encode(), "plan.txt").interventions for p in one.passages]
    assert [bool(p.proposals) for p in passages[-2:]] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "Inquieta a la red la falta de intérpretes en los puertos.",
        "Le preocupa que las oficinas estén cerradas.",
        "El Comité está preocupado por el cierre de dos oficinas.",
        "Se considera residente, según este código, quien tenga un permiso.",
        "Se entiende por migrante toda persona que cambia de residencia.",
        "Lo previsto aquí se entiende con independencia de otras normas.",
        "El presente decreto entrará en vigor el 1 de mayo.",
        "La presente ley regirá a partir de su publicación.",
        "Comuníquese, publíquese y archívese.",
        "Código por el que se aprueba la oficina de extranjeros.",
        "Artículo 1. Definición del objeto y del alcance.",
        "La migración es un fenómeno antiguo que debe mucho a la suerte.",
        "Los gobiernos deberían avergonzarse de lo ocurrido.",
        "A los alcaldes debería darles vergüenza el retraso.",
        "Muchos tienen que huir de noche y soportar el frío.",
        "Las familias tuvieron que dejar atrás sus casas.",
        "Esto ha hecho que las familias tengan que separarse.",
        "La isla se ganó elogios tras comprometerse a recibir a cien familias.",
        "La alcaldesa tampoco excluyó la idea de mudar la oficina.",
        "El calendario propuesto por la sede es largo.",
        "Las cuestiones discutidas versaron sobre visas, retorno y prioridades de la región.",
        "Las autoridades consideran que el flujo es menor.",
        "Los países generan la mitad de los empleos.",
        "Los coyotes operan en toda la región.",
        "El ministerio retira los expedientes cada año.",
        "Los consulados superan los cien.",
        "Quien calla incurre en una infracción si su visa venció.",
        "Los albergues cerraron sus puertas por falta de dinero.",
        "Más de mil personas esperan una cita en la comisaría.",
        "Para obtener el permiso se requiere un contrato.",
        "Los secuestradores exigieron su rescate por teléfono.",
        "La policía detuvo a dos personas que viajaron para reclamar una deuda.",
        "La ley contempla tres tipos de permisos.",
        "Los solicitantes tendrán que pagar una tasa.",
        "El foro concluirá el viernes.",
        "El Gobierno levantó en el puerto una barrera.",
        "La Secretaría de la región exagera las cifras.",
    ],
)
def test_tells_or_defines_and_does_not_ask(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("recommendation", "El alcalde le pidió hoy al puerto una sala de espera."),
        ("recommendation", "Sin embargo, las provincias deben abrir dos oficinas."),
        ("recommendation", "No obstante, los consulados deberán publicar un manual."),
        ("recommendation", "Médicos Sin Fronteras exige el cierre del muelle."),
        ("recommendation", "Al Ministerio y a las provincias, ampliar el horario de las oficinas."),
        ("recommendation", "A los consulados, a publicar un manual."),
        ("recommendation", "Es indispensable, dijo la alcaldesa, que se abra una segunda oficina."),
        ("recommendation", "Habló de la necesidad de contar con intérpretes."),
        ("recommendation", "A los diputados les han planteado la urgencia de un manual."),
        ("recommendation", "Tomó la palabra el obispo, quien insistió en que se abra el puerto."),
        ("recommendation", "Elogió la red, al tiempo que pidió más intérpretes."),
        ("recommendation", "Las oficinas debieran abrir los sábados."),
        ("recommendation", "El obispo apeló a la generosidad de los vecinos."),
        ("recommendation", "La delegación elevó un pedido a la presidencia."),
        ("recommendation", "Nos gustaría que el manual llegara a las escuelas."),
        ("recommendation", "Los vecinos se pronunciaron por una oficina nueva."),
        ("recommendation", "Aconsejó a las oficinas un horario más largo."),
        ("recommendation", "El tribunal ordenó al instituto entregar los expedientes."),
        ("recommendation", "Eso es lo que queremos, una oficina en cada puerto."),
        ("recommendation", "Una de las tareas es revisar los formularios."),
        ("recommendation", "La idea sería que cada puerto tenga un intérprete."),
        ("recommendation", "Reafirma la obligación de las oficinas de atender a todos."),
        ("recommendation", "Estimó oportuno revisar los formularios."),
        ("recommendation", "Sería ideal contar con dos intérpretes."),
        ("recommendation", "Hagamos un manual entre todos."),
        ("proposal", "Ofreció su experiencia a los vecinos del sur."),
        ("proposal", "Se habló de la posibilidad de abrir una oficina."),
        ("decision", "Manifestó su disposición para recibir el archivo."),
        ("commitment", "Los servicios de puerto publicarán un manual."),
        ("commitment", "Adelantó que el puerto abrirá dos ventanillas."),
        ("commitment", "Reiterar el compromiso de los gobiernos, según sus medios, de abrir dos oficinas."),
    ],
)
def test_asks_in_minutes_and_in_the_press(kind: str, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "El caso hay que situarlo en una época de guerras.",
        "Mención aparte cabe hacer de los maestros del pueblo.",
        "El informe se hará del conocimiento de los vecinos.",
        "La niebla hace que no sea posible cruzar el río.",
        "El trámite permite que se tenga una cita en tres días.",
        "Quedaron en el muelle aquellos que no tenían boleto.",
        "Muchos no pueden regresar por la nieve.",
        "Anunció que en mayo se realizará la caravana del río.",
        "Algunas ponencias se centran en la historia del puerto.",
        "Los informes se enfocaron en el siglo pasado.",
        "Las oficinas deberían haber abierto en enero.",
        "Se aprobaron un 12% menos de solicitudes que antes.",
        "La familia se vio ante la necesidad de huir.",
        "Los peritos apelaron a la Corte en abril.",
        "Me gustaría agradecer a los anfitriones.",
        "Quisiera empezar con una anécdota.",
        "Importa menos el nombre que lo que hagamos después.",
        "Destacar la hospitalidad de los pueblos del valle.",
        "La ordenanza es larga y confusa.",
        "A la alcaldesa el invierno le parece corto.",
        "El consejo de ancianos juzgó el hecho con dureza.",
        "No solo el puerto sufrió la tormenta.",
        "Sin duda, la travesía fue larga.",
    ],
)
def test_situates_laments_or_announces_and_does_not_ask(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("recommendation", "La delegada pidió planes de trabajo para los puertos."),
        ("recommendation", "Lo mejor sería empezar por los formularios."),
        ("recommendation", "No podemos seguir cerrando oficinas."),
        ("recommendation", "Se sumó al pedido de abrir más oficinas."),
        ("recommendation", "Secundó la propuesta de publicar el manual."),
        ("recommendation", "Vería con agrado que se publicara el manual."),
        ("recommendation", "Encareció a las oficinas que publiquen el manual."),
        ("recommendation", "El desafío está en coordinar los puertos."),
        ("recommendation", "Bajo ninguna circunstancia se cobrará por el formulario."),
        ("recommendation", "Se opuso a que se cobre por el formulario."),
        ("recommendation", "Expresó el anhelo de que el manual se publique."),
        ("recommendation", "Planteó si no sería mejor abrir los sábados."),
        ("recommendation", "La delegación se inclinó por un manual común."),
        ("recommendation", "Insistió en abrir los sábados."),
        ("recommendation", "Volvió a pedir un manual común."),
        ("recommendation", "Recordó que los formularios deben ser gratuitos."),
        ("recommendation", "Era partidaria de traducir el manual."),
        ("recommendation", "Sería una lástima no traducir el manual."),
        ("proposal", "Su país se dijo listo para recibir la próxima reunión."),
        ("proposal", "Puso sus oficinas a disposición de los vecinos."),
        ("proposal", "Puso sobre la mesa la creación de una oficina."),
        ("proposal", "Está en condiciones de facilitar intérpretes."),
        ("commitment", "La comisión confía en concluir el manual este año."),
        ("commitment", "La presidencia tomó a su cargo la redacción del manual."),
        ("commitment", "Dio a conocer su intención de abrir una oficina."),
        ("commitment", "No escatimará esfuerzos para abrir una oficina."),
        ("commitment", "Accedió a traducir el manual."),
        ("decision", "Se adoptó la decisión de traducir el manual."),
    ],
)
def test_asks_as_delegates_do(kind: str, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Decide seguir ocupándose de la cuestión.",
        "Quiso saber cuántas oficinas deben abrir.",
        "Se preguntó si los puertos estarían dispuestos a abrir.",
        "El delegado pidió la palabra.",
        "Se retiró la propuesta de abrir una oficina.",
        "Se propuso a la señora Ruiz como presidenta.",
        "El orden del día propuesto fue aprobado sin cambios.",
        "Se aprobó la agenda.",
        "Los participantes deberán registrarse en la entrada.",
        "La sesión se reanudará a las tres.",
        "La moderadora invitó a la señora Ruiz a tomar la palabra.",
        "La moderadora invitó a los presentes a un café.",
        "Los vecinos prometieron volver.",
        "Los vecinos exigen fotos antes de abrir la puerta.",
        "Su satisfacción por la apertura de las oficinas.",
        "Los vecinos necesitan dos horas para llegar.",
        "Los vecinos se preparan para cruzar el río.",
        "A las familias se les exige un depósito.",
        "La familia decidió quedarse en el puerto.",
        "Los coyotes ofrecieron su ayuda.",
        "El testigo pidió protección.",
        "El orador planteó una pregunta.",
    ],
)
def test_conducts_the_meeting_or_tells_and_does_not_ask(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("recommendation", "La Presidencia constató un respaldo amplio a que se abran dos oficinas."),
        ("recommendation", "Hubo acuerdo general en que las oficinas abran los sábados."),
        ("recommendation", "Se registró coincidencia en torno a la apertura de dos oficinas."),
        ("recommendation", "Quedó planteada la conveniencia de un manual."),
        ("recommendation", "Según la ponente, lo que corresponde es abrir dos oficinas."),
        ("recommendation", "La alcaldesa reclamó para las ciudades un asiento en la mesa."),
        ("recommendation", "Se rogó a los países enviar sus datos antes de mayo."),
        ("recommendation", "Se confió a la Secretaría la elaboración de un manual."),
        ("recommendation", "La Secretaría recibió el encargo de elaborar un manual."),
        ("recommendation", "Está en manos de los gobiernos abrir dos oficinas."),
        ("recommendation", "Bueno sería contratar intérpretes."),
        ("recommendation", "Sería del caso contratar intérpretes."),
        ("recommendation", "El Foro es de parecer que se contraten intérpretes."),
        ("recommendation", "La Conferencia tuvo a bien encargar un manual a la Secretaría."),
        ("recommendation", "Los panelistas coincidieron en la utilidad de un manual."),
        ("recommendation", "Los panelistas subrayaron que hacen falta intérpretes."),
        ("recommendation", "El ponente mencionó como tarea pendiente la apertura de dos oficinas."),
        ("recommendation", "Queda por delante la tarea de abrir dos oficinas."),
        ("recommendation", "Los Estados están llamados a oír a las familias."),
        ("recommendation", "No puede ser que las oficinas cierren los sábados."),
        ("recommendation", "Nuestro llamado es a abrir dos oficinas."),
        ("recommendation", "Que haya intérpretes en cada oficina."),
        ("recommendation", "Teniendo en cuenta las llegadas, Ecuador y Perú solicitaron que se transmitan los datos."),
        ("decision", "Quedó encargada la Secretaría de enviar el manual."),
        ("decision", "Quedó resuelto abrir dos oficinas."),
        ("decision", "El manual será sometido a la próxima reunión."),
        ("decision", "La próxima reunión examinará el manual."),
        ("decision", "Se fijó el plazo de mayo para la entrega de los datos."),
        ("proposal", "Chile se brindó a redactar el manual."),
        ("commitment", "La Secretaría tendrá listo el manual en mayo."),
    ],
)
def test_asks_as_a_rapporteur_puts_it(kind: str, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("progress", "Perú puso en marcha dos oficinas en noviembre."),
        ("progress", "Perú viene entregando permisos en el puerto."),
        ("progress", "Se está entregando el permiso a las familias."),
        ("progress", "El registro permitió otorgar permisos a las familias."),
        ("practice", "La red de oficinas de Perú fue señalada como un modelo a replicar."),
        ("practice", "La experiencia de Perú fue destacada como pionera."),
        ("practice", "Se tomó como ejemplo la red de oficinas de Perú."),
    ],
)
def test_summaries_tell_of_work_and_of_examples(kind: str, text: str) -> None:
    assert kind in {point.kind for point in points(PassageRead(1, text, "es"), Mode(), "summary")}


@pytest.mark.parametrize(
    "text",
    [
        "Hubo aplausos para la delegación de Perú.",
        "El Secretario hizo un recuento de los trabajos.",
        "La ponente expuso las cifras del año.",
        "La madre pidió para sus hijos un plato de comida.",
        "La sesión quedó aplazada.",
        "El orden del día quedó aprobado.",
        "La oficina permitió el paso de tres camiones.",
        "El informe se presentó como documento de trabajo.",
        "La próxima reunión tendrá lugar en Lima.",
        "Que haya frío no sorprende a nadie.",
        "Perú puso en marcha la sesión con un saludo.",
        "El reconocimiento del aporte de los migrantes a la sociedad.",
        "Suscriben la presente doce organizaciones.",
    ],
)
def test_tells_of_the_meeting_and_does_not_ask(text: str) -> None:
    assert {point.kind for point in points(PassageRead(1, text, "es"), Mode(), "summary")} == set()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("recommendation", "Los municipios harían bien en abrir una ventanilla."),
        ("recommendation", "Lo primero es que las escuelas reciban a los alumnos."),
        ("recommendation", "La vocera solicitó plazos más largos y tarifas más bajas."),
        ("recommendation", "El gremio solicitó una mesa permanente."),
        ("recommendation", "El Estado debiera abrir dos oficinas."),
        ("recommendation", "La relatora encareció a los gobiernos que abran oficinas."),
        ("recommendation", "Los delegados echaron en falta una oficina en el puerto."),
        ("recommendation", "Bastaría con abrir los sábados."),
        ("recommendation", "De ahí que deban abrirse los sábados."),
        ("recommendation", "De ahí la conveniencia de abrir los sábados."),
        ("recommendation", "Interesa a Perú que la oficina abra los sábados."),
        ("recommendation", "Se fija el mes de mayo como plazo para entregar el manual."),
        ("proposal", "Los institutos podrían acordar un módulo."),
        ("proposal", "Perú se ofreció de sede."),
        ("decision", "La comisión dio luz verde a la oficina."),
        ("decision", "Se acogió la moción de Perú de abrir una oficina."),
        ("progress", "Perú dejó de exigir el apostillado."),
        ("progress", "Perú y Chile redactan un protocolo para el puente."),
        ("progress", "Perú dio cuenta de los talleres que ofreció a la policía."),
        ("progress", "Perú lleva dos años imprimiendo el manual."),
        ("progress", "Perú cuenta ya con un manual."),
        ("practice", "El manual de Lima puede servir de modelo."),
    ],
)
def test_manners_of_ministers_and_minutes(kind: str, text: str) -> None:
    assert kind in {point.kind for point in points(PassageRead(1, text, "es"), Mode(), "summary")}


@pytest.mark.parametrize(
    "text",
    [
        "La joven solicitó una cita en la oficina.",
        "La familia solicitó protección en el puerto.",
        "Las conclusiones fueron remitidas a la capital.",
        "Perú ejercerá la presidencia del Foro.",
        "Todo ello estará sujeto a la disponibilidad de fondos.",
        "Hecho en Lima, a los tres días del mes de mayo.",
        "El orador merece un aplauso.",
        "Los precios dejaron de subir.",
        "La delegada dio cuenta de un error en el acta.",
        "El grupo requiere de tiempo.",
        "Las oficinas podrían verse desbordadas.",
    ],
)
def test_looks_like_these_manners_and_asks_nothing(text: str) -> None:
    assert {point.kind for point in points(PassageRead(1, text, "es"), Mode(), "summary")} == set()
