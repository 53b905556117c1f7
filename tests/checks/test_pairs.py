"""Pairs that a check must find, and such as it must let pass, beyond the examples of the table."""

from __future__ import annotations

import pytest

from l10n_flow import check_pair
from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.running import checked, selected
from l10n_flow.model import Severity, State
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording

BAD = [
    ("number", "es", "ROUND(1.258;2) equals 1.26", "ROUND(1.258;2) es igual a 126"),
    ("number", "es", "PPMT(0.0875;1) equals -18.48", "PPMT(0.0875;1) es igual a 18.48"),
    ("number", "es", "from -9,223,372,036,854,775,808 on", "desde 9223372036854775808"),
    ("number", "es", "bad name '%.250s'", "mal nombre `%.240s'"),
    ("number", "es", "The md5sum is old", "El md6sum es viejo"),
    (
        "left-in-source",
        "es",
        "[Read the whole report of the committee]({1}) before you vote.",
        "[Read the whole report of the committee]({1}) antes de votar.",
    ),
    (
        "left-in-source",
        "es",
        "It fails. The Velan shell has it all.",
        "Falla. The Velan shell has it all.",
    ),
    (
        "left-in-source",
        "es",
        "Remove the file(s). This does not move the file(s) or the folder.",
        "Quite los archivos. This does not move the file(s) or the folder.",
    ),
    (
        "left-in-source",
        "es",
        "Check it if you want the import to skip over a row. It is new.",
        "Márquelo if you want the import to skip over a row. Es nuevo.",
    ),
    ("residue", "es", "Peace lasts.", "Como asistente de IA, la paz dura."),
    ("opening-sign", "es", "Do it now!", "Hágalo ahora!"),
    ("accent", "es", "The menu: it is empty", "El menu: está vacío"),
    ("number", "es", "Months of 2D films", "1 mes de películas 3D"),
    ("end-punctuation", "es", "Find the text", "Encontrar el texto:"),
    ("url", "es", "Report bugs to: %s", "Comunique los errores a: %s o <es@example.org>"),
    ("copy", "es", "Read the instructions; they are new", "Read the instructions; they are new"),
    ("number", "es", "Left Mouse Button", "Botón 3 del ratón"),
    ("number", "es", "In UTF-8 only", "Solo en UTF-16"),
    ("number", "es", "The volume (mm^3) of it", "El volumen (en mm)"),
    ("accent", "es", "update to the version", "actualizar a la version"),
    ("end-punctuation", "es", "Couldn't find the menu?", "No se encontró el menú."),
    ("number", "es", "IPv6 has no such link; use an IPv4 address", "IPv4 no; use una IPv4"),
    ("number", "es", "Write ID3v2.4 where ID3v2 is on", "Escribir ID3v2 donde ID3v2 esté activo"),
    ("number", "es", "%s gave %s the prize", "%1s dio %2s el premio"),
    ("number", "es", "The 10th part of May", "La parte 11.ª de mayo"),
    ("number", "es", "The link is closed", "El enlace está cerrad0"),
    ("number", "es", "Button 3", "Botón1"),
    ("number", "es", "In the 1700s", "En el siglo XIX"),
    ("negation", "es", "It was not opened, was it?", "Se abrió, ¿verdad?"),
    (
        "dropped-sentence",
        "es",
        "It takes the name of the group. It says if that group is open. Close it when you leave.",
        "Toma un nombre del grupo. Ciérrelo cuando se marche.",
    ),
    (
        "left-in-source",
        "es",
        "It runs on a server and should look for users of all groups.",
        "Funciona en un servidor and should look for users de todos los grupos.",
    ),
    ("ltr-run", "fa", "The code {1} is C++", "رمز {1} همان C++ است"),
    ("negation", "fa", "It is not valid to vote", "رأی دادن معتبر است"),
    ("double-word", "fa", "The name of the user", "نام کاربری کاربری"),
    (
        "element",
        "es",
        "Open <app>Velan</app> with <app>Doha</app>.",
        "Abra Velan con <app>Doha</app>.",
    ),
    ("suffix-space", "fa", "These are the books", "کتاب‌ها این هاست"),
    ("loop", "fa", "One line", "این یک خط است که دو بار آمده\nاین یک خط است که دو بار آمده"),
    ("double-word", "fa", "At the end\nof the war", "پایان\nاز از جنگ"),
    ("tag", "fa", "One<br>two", "یک<دو>"),
    ("zwnj", "fa", "A book (new)", "کتاب\u200c (تازه)"),
    ("zwnj", "fa", "A book (new)", "کتاب\u200c(تازه)"),
    ("element", "es", "a <b>new</b> <time>pact</time>", "un <b>nuevo</b> pacto"),
    ("tag", "es", "a new pact", "un <b>nuevo pacto"),
    ("code", "es", "Run `make -k` and don't stop", "Siga sin parar"),
    ("opening-sign", "es", "No! Not that.", "No! Eso no."),
    ("opening-sign", "es", "The files, all of them?", "Todos los «archivos»?"),
    ("other-language", "pt", "It is not signed.", "Todavía no han firmado el acuerdo de paz."),
    ("other-language", "gl", "It is not signed.", "Todavía no han firmado el acuerdo de paz."),
    ("other-language", "it", "It is not signed.", "Ils n'ont pas encore signé l'accord de paix."),
    # Persian as chats have it, Pashto, and Arabic without a small word.
    ("other-language", "fa", "The talks went on until night.", "mozakerat ta shab edame dasht."),
    ("other-language", "fa", "Nobody left the hotel.", "hichkas az hotel birun naraft"),
    ("other-language", "fa", "Save the file first, please.", "lotfan aval file ro save konid"),
    ("other-language", "fa", "Why did he not come?", "chera emrooz nayoomad? nemidunam"),
    (
        "other-language",
        "fa",
        "They have not signed yet.",
        "دوی لا تر اوسه پورې تړون نه دی لاسلیک کړی",
    ),
    ("other-language", "fa", "Click the empty window", "اضغط النافذة الفارغة الرئيسية"),
    ("other-language", "fa", "It is a dead language.", "ئەوە زمانێکی مردووە و کەس نایزانێت"),
    ("tag", "fa", "See <my-map></my-map> now", "اکنون ببینید"),
    ("latin-punctuation", "fa", "One; two; three", "یک; دو; سه"),
    ("length", "fa", "Click here to start downloading it now", "دریافت"),
    ("end-punctuation", "fa", "The selected entries are now hidden.", "نوشته‌های گزیده پنهان شدند"),
    ("brackets", "fa", "Those (that are parts)", "آن‌ها (که جزء‌اند"),
    ("date", "fa", "It was on 31 August", "در ۳۱ ژوئیه بود"),
    ("unit", "fa", "It took 5 days", "۵ هفته طول کشید"),
    # Parts in the source's language, and texts in another one.
    (
        "left-in-source",
        "es",
        "He came home and then read the new book.",
        "Vino y then read the new book.",
    ),
    (
        "left-in-source",
        "fa",
        "He came home and read the book in one night.",
        "او به خانه آمد and read the book in one night.",
    ),
    ("other-language", "es", "It is not signed.", "Eles ainda não assinaram o acordo."),
    (
        "other-language",
        "es",
        "It is not signed.",
        "Encara no han signat l'acord de pau.",
    ),
    ("other-language", "es", "It is not signed.", "Aínda non asinaron o acordo da paz."),
    ("other-language", "es", "It is not signed.", "Non hanno ancora firmato l'accordo."),
    (
        "other-language",
        "fa",
        "It is not signed.",
        "انہوں نے ابھی تک معاہدے پر دستخط نہیں کیے",
    ),
    (
        "other-language",
        "fa",
        "It is not signed.",
        "دوی تر اوسه پورې په تړون لاسلیک نه دی کړی",
    ),
    ("other-language", "fa", "It is not signed.", "هێشتا ڕێککەوتنەکەیان واژۆ نەکردووە"),
    ("other-language", "fa", "It is not signed.", "لم يوقعوا على الاتفاق حتى الآن"),
    (
        "other-language",
        "fa",
        "It is not signed.",
        "anha hanuz tavafogh ra emza nakarde and",
    ),
    (
        "other-language",
        "es",
        "One came on Monday. The others will come later.",
        "Uno vino el lunes. Os outros chegarão mais tarde, não há pressa.",
    ),
    # What programs break and leave behind.
    # Beside each kind that passes, what is told of it.
    (
        "copy",
        "es",
        "Nobody left the hotel before the end of the week.",
        "Nobody left the hotel before the end of the week.",
    ),
    ("loop", "es", "%s: bad operator", "%s s s s s s s: operador malo"),
    ("negation", "es", "The _file could not be saved", "Se pudo guardar el _archivo"),
    ("double-word", "es", "The logs are there", "Los los están ahí"),
    ("double-word", "es", "of the sea", "de de la mar"),
    ("url", "es", "See http://velan.net/a.", "Véase http://velan.net/b."),
    ("accent", "es", "Version 2", "De la sesion, la informacion"),
    ("opening-sign", "es", "Tulia! Come here!", "Tulia! Ven aquí!"),
    ("length", "es", "The talks went on for eighteen days, and nobody left.", "Las charlas"),
    ("emphasis", "es", "the optional **tty** device", "el dispositivo opcional"),
    ("end-punctuation", "es", "The map of it", "El mapa de eso:"),
    ("mojibake", "fa", "the name", "ظ†ط§ظ…"),
    ("mojibake", "fa", "the name", "Ù†Ø§Ù…"),
    ("mojibake", "fa", "the peace", "äÇã æ ÕáÍ"),
    ("mojibake", "es", "the meeting", "la reuniأ³n"),
    ("mojibake", "es", "the meeting", "la reuniÃƒÂ³n"),
    ("mojibake", "es", "the meeting", "la reuni√≥n"),
    ("mojibake", "es", "the meeting", "la reuni├│n"),
    ("lost-letters", "es", "the last meeting", "la ?ltima reunión"),
    ("lost-letters", "fa", "the last meeting", "آخرین ?????"),
    ("residue", "es", "Peace lasts.", "Claro, aquí tienes la traducción: La paz dura."),
    ("number", "es", "The background of a plan", "El 2º plan y su fondo"),
    ("residue", "es", "Note: peace lasts.", "Traducción: Nota: la paz dura."),
    ("residue", "fa", "Peace lasts.", "به عنوان یک مدل زبانی، صلح می‌ماند."),
    ("residue", "fa", "Peace lasts.", "صلح ⟨1⟩ می‌ماند."),
    ("residue", "es", "Peace lasts.", "<think>ok</think> La paz dura."),
    ("residue", "es", "Peace lasts.", "As an AI language model, I cannot do that."),
    ("url", "es", "They read it aloud.", "Lo leyeron en https://example.com."),
    ("url", "fa", "They read it aloud.", "به info@example.com بنویسید."),
    ("accent", "es", "the session", "la sesion"),
    ("accent", "es", "They came, too.", "También vinieron despues."),
    ("capitals", "es", "They came on Monday.", "VINIERON EL LUNES."),
    ("placeholder", "es", "See [a]({1}) and [b]({2})", "Véase [a]({1}) y [b]({1})"),
    ("placeholder", "es", "At {1} <b {2}>x</b>", "En {2} <b {1}>x</b>"),
    ("placeholder", "fa", "[a]({1})", "[الف]()"),
    ("tag", "es", "a <b>b</b>", "a <b>b"),
    ("tag", "es", "press <kbd>x</kbd>", "pulse x</kbd>"),
    ("link", "fa", "[a]({1}) b", "[الف] ({1}) ب"),
    ("code", "es", "`a` and `b()`", "`a` y eso"),
    ("translated-code", "es", "Run `raise` here", "Ejecútelo aquí"),
    ("element", "fa", "press <kbd>x</kbd>", "x را بزنید"),
    ("emphasis", "es", "a <b>new</b> deal", "un nuevo acuerdo"),
    ("tag", "es", "a <Tabs id='x'>", "un"),
    ("footnote", "fa", "a[^1] b[^2]", "الف[^1] ب"),
    ("stray-mark", "es", "**a** b", "** a** b"),
    (
        "loop",
        "es",
        "a b c d e f g",
        "uno dos tres cuatro cinco seis uno dos tres cuatro cinco seis",
    ),
    ("loop", "es", "yes", "sí " + "ja" * 9),
    ("script", "es", "The deal stands", "El acuеrdo sigue"),
    ("script", "fa", "The deal stands", "توافق 和平 پابرجاست"),
    ("copy", "es", "They read the treaty twice.", "They read the Treaty twice."),
    (
        "copy",
        "fa",
        "They read it aloud once and then twice a year.",
        "They read it aloud once and then دو a year.",
    ),
    ("end-punctuation", "fa", "Who signed it?", "چه کسی آن را امضا کرد."),
    ("end-punctuation", "es", "These are the parts:", "Estas son las partes."),
    ("brackets", "es", "a (b) c", "a (b] c"),
    ("quotes", "fa", 'the "deal"', '"توافق'),
    ("invisible", "fa", "the deal", "تو\u00adافق"),
    ("mojibake", "es", "year", "aÃ±o"),
    ("bidi-balance", "fa", "a b", "\u2067الف\nب\u2069"),
    ("url", "es", "at https://example.org/a", "en https://example.org/b"),
    ("url", "es", "write to a@example.org", "escriba a b@example.org"),
    ("url-broken", "es", "at {1}", "en https://example"),
    ("url-broken", "fa", "at https://example.org/a", "در https: //example.org/a"),
    ("empty", "es", "Peace", "¿?"),
    ("empty", "fa", "Peace is near.", " "),
    ("length", "es", "The talks went on for eighteen long days.", "Las charlas."),
    ("number", "es", "Revised 01/06/94 in Rome", "Revisado el 1 de junio de 1995 en Roma"),
    (
        "number",
        "es",
        "The 33rd edition of the festival",
        "La trigésima segunda edición del festival",
    ),
    ("date", "ja", "He died on August 20th.", "彼は 7 月 20 日に亡くなりました。"),
    ("end-punctuation", "es", "See our [page for all]({1}).", "Vea la [¿página de todos?]({1})"),
    ("quotes", "es", "“The deal is done.”", "»El acuerdo está hecho."),
    ("quotes", "es", "“The deal is done. We go.", "El acuerdo está hecho. Nos vamos.»"),
    ("quotes", "es", 'He said: "The deal is done."', "Dijo: «El acuerdo está hecho."),
    ("quotes", "ja", "the “deal” is done", "契約「は完了しました。"),
    ("script", "ja", "the star alpha", "αlphaの星"),
    ("number", "es", "The team won 3-0 at last.", "El equipo ganó 0-3 por fin."),
    ("number", "es", "It fell from 1.4m to 38.", "Pasó de 14 millones a 38."),
    ("number", "es", "Seas rose 8-9 inches.", "El mar subió entre 30 y 33 centímetros."),
    ("number", "es", "Open at 7pm; it starts at 8.30.", "Abre a las 19.00; empieza a las 21.30."),
    ("number", "es", "Open at 7am; it starts at 8.30.", "Abre a las 7.00; empieza a las 20.30."),
    ("unit", "es", "It was 35C outside.", "Hacía 35 °F en la calle."),
    ("number", "ja", "He paid five thousand silver.", "王は6千の銀をよこした。"),
    ("unit", "es", "It took 5 hours.", "Tardó 5 días."),
    ("unit", "fa", "with a delay of no more than five minutes", "با حداکثر ده دقیقه تأخیر"),
    ("number", "es", "at -10 degrees", "a 10 grados"),
    ("number", "sv", "In the 18th century it was free.", "Det var fritt på 1800-talet."),
    ("number", "ja", "in 2021", "令和2年に"),
    ("quotes", "sv", "The “word” is here.", "Det ”ordet är här."),
    ("quotes", "he", "“Total” is here", '"סה"כ כאן'),
    ("brackets", "zh-Hans", "an archive (see below) here", "归档（见下文在此"),
    (
        "other-language",
        "uk",
        "They signed the agreement, and nobody was there.",
        "Они подписали соглашение, но никого там не было.",
    ),
    (
        "other-language",
        "ru",
        "They signed the agreement, and nobody was there.",
        "Вони підписали угоду, але нікого там не було.",
    ),
    (
        "other-language",
        "cs",
        "They signed the agreement, which was not new.",
        "Podpísali dohodu, ktorá nebola nová, a boli sme tam aj my.",
    ),
    ("other-language", "ja", "Il n'y avait personne.", "There was nobody at the table on Friday."),
    ("other-language", "he", "Il n'y avait personne.", "There was nobody at the table on Friday."),
    ("other-language", "ru", "Il n'y avait personne.", "There was nobody at the table on Friday."),
    (
        "left-in-source",
        "cs",
        "They met on Monday. Nobody left the hotel for the whole day.",
        "Sešli se v pondělí. Nobody left the hotel for the whole day.",
    ),
    (
        "left-in-source",
        "nb",
        "They met on Monday. Nobody left the hotel for the whole day.",
        "De møttes på mandag. Nobody left the hotel for the whole day.",
    ),
    ("other-language", "fr", "We live here.", "Nosotros vivimos aquí y no nos vamos."),
    (
        "left-in-source",
        "es",
        "He stood in the camera zoom. He is in no mood to go.",
        "Salió. He is in no mood to go.",
    ),
    (
        "left-in-source",
        "es",
        '<img {1} alt="A cat sits on the mat"> by the sea',
        '<img {1} alt="A cat sits on the mat"> junto al mar',
    ),
    (
        "left-in-source",
        "fa",
        'See [the list]({1} "All of the members of the council").',
        '[فهرست]({1} "All of the members of the council") را ببینید.',
    ),
]

FROM_OTHERS = [
    (
        "zh-Hans",
        "es",
        "和平谈判持续了十八天。",
        "Las conversaciones de paz duraron dieciocho días.",
    ),
    (
        "es",
        "ja",
        "Nadie salió del hotel antes del final de la reunión.",
        "誰もホテルを出なかった。",
    ),
    (
        "ko",
        "es",
        "평화 회담은 십팔 일 동안 계속되었다.",
        "Las conversaciones duraron dieciocho días.",
    ),
]

GOOD = [
    (
        "mojibake",
        "es",
        "Make a slight left at {name}",
        "Doble levemente\u00a0a la izquierda en {name}",
    ),
    (
        "residue",
        "es",
        "Your status as an attendee has changed",
        "Su estado como asistente ha cambiado",
    ),
    ("accent", "es", "Co&nnect the parts", "Co&nectar las partes"),
    ("accent", "es", "A value such as menu:max", "Un valor como menu:max"),
    ("opening-sign", "es", "About VelanNow!", "Acerca de VelanNow!"),
    ("end-punctuation", "es", "Probably a missing space?", "Probablemente falte un espacio"),
    ("end-punctuation", "es", "Really do it?", "Confirme que desea hacerlo"),
    ("end-punctuation", "es", "It is the same as the folder e.g.", "Es igual que la carpeta:"),
    ("negation", "es", "forget me not", "recuérdame"),
    (
        "copy",
        "es",
        "auto a = Velan::create_from(name);\nauto b = of the other;",
        "auto a = Velan::create_from(name);\nauto b = of the other;",
    ),
    (
        "copy",
        "es",
        "(gdb) catch throw\nThe program is running",
        "(gdb) catch throw\nThe program is running",
    ),
    ("accent", "es", "no such value of 'expansion'", "no hay tal valor de 'expansion'"),
    ("end-punctuation", "es", "reformat To: and Cc: headers", "reformatea las cabeceras To: y Cc:"),
    (
        "end-punctuation",
        "es",
        "Report bugs to <%s>.",
        "Comunique los errores a <%s>.\nComunique los errores de traducción a <es@example.org>",
    ),
    (
        "url",
        "es",
        "Report bugs to: %s",
        "Comunique los errores a: %s\nComunique los errores de traducción a: <es@example.org>",
    ),
    (
        "left-in-source",
        "es",
        "Supported files (*.flac *.it *.mod *.on *.ogg)",
        "Archivos admitidos (*.flac *.it *.mod *.on *.ogg)",
    ),
    ("number", "es", "Month", "1 mes"),
    ("number", "es", "Stereoscopic", "En 3D"),
    (
        "other-language",
        "es",
        "Switch between dark and light (now {mode})",
        "Cambiar entre modo oscuro y claro (actualmente {mode})",
    ),
    ("accent", "es", "See <b>revision</b> in the branch", "Vea <b>revision</b> en la rama"),
    ("accent", "es", "update to __version__", "actualizar a __version__"),
    (
        "end-punctuation",
        "es",
        "Play a song when the window opens",
        "¿Tocar una canción cuando se abra la ventana?",
    ),
    ("end-punctuation", "es", "Couldn't find the menu!?", "No se encontró el menú."),
    ("negation", "es", "%0:sCould not read the file.", "%0:sNo se pudo leer el archivo."),
    ("negation", "es", "It is there, so you can't choose this name.", "Ya existe. Elija otro."),
    (
        "left-in-source",
        "es",
        "Just in Time (JIT) compilers",
        "Compiladores en el momento, JIT (Just in Time)",
    ),
    (
        "left-in-source",
        "es",
        "For example: import abc.def as plt; import def as np",
        "Por ejemplo: import abc.def as plt; import def as np",
    ),
    ("copy", "es", "Arend van Beelen jr.", "Arend van Beelen jr."),
    ("copy", "es", "foo or bar or baz", "foo or bar or baz"),
    ("number", "es", "The volume (mm^3) of it", "El volumen (en mm cúbicos)"),
    ("number", "es", "Without Unicode file names.", "Sin nombres en Unicode UTF-16."),
    ("number", "es", "Right Mouse Button", "Botón 3 del ratón"),
    ("tag", "es", "INPUT(<Caption>) shows <Caption>", "INPUT(<Título>) muestra <Título>"),
    # Digits that count nothing, and numbers that Spanish has words for.
    ("number", "es", "Count the 10th seconds", "Contar las décimas de segundo"),
    ("number", "es", "The 2nd last and the 3rd last", "El penúltimo y el antepenúltimo"),
    ("number", "es", "A 3rd-party account", "Una cuenta de terceros"),
    ("number", "es", "100ths of a second", "Centésimas de segundo"),
    ("number", "es", "They came in the early 1700s", "Llegaron a principios del siglo XVIII"),
    ("number", "es", "Ask Velan² for it", "Pídaselo a Velan2"),
    ("number", "es", "A simulation of legacy velan", "Una simulación de VELAN1"),
    ("number", "es", "File, %s, is open", "El archivo, %.100s, está abierto"),
    ("number", "es", "T1m3 t0 g0, fr13nd!", "¡H0r4 d3 m4rch4r, 4m1g0 m10!"),
    ("number", "es", "The passw0rd is open", "La c0ntr4s3ñ4 está abierta"),
    ("number", "es", "At most 18,446,744,073,709,551,615", "Como máximo 18446744073709551615"),
    ("opening-sign", "es", "an order (expected 0xd1??)", "una orden (se esperaba 0xd1??)"),
    ("negation", "es", "It was easy, wasn't it!", "¡Fue fácil, verdad!"),
    ("negation", "es", "It will not unselect the others", "Mantendrá lo que estaba marcado"),
    ("negation", "es", "They aren't as good at war as at peace", "Se les da mejor la paz"),
    ("negation", "es", "a in `b' must not be in `c'", "a de `b' no debe estar en `c"),
    (
        "dropped-sentence",
        "es",
        "Choose none[ Do not translate what stands in brackets. It is for you only. ]",
        "Ninguno",
    ),
    (
        "dropped-sentence",
        "es",
        "You can add notes to files or folders. You can add notes to files in these ways:",
        "Puede añadir notas a los archivos o carpetas de las formas siguientes:",
    ),
    (
        "dropped-sentence",
        "es",
        "All of it will be written anew. It cannot be read then. This is your last chance to stop.",
        "Se escribirá todo de nuevo. Luego no se podrá leer y es su última oportunidad de parar.",
    ),
    (
        "left-in-source",
        "es",
        "Shows a page about Back In Time (backintime)",
        "Muestra una página sobre Back In Time (backintime)",
    ),
    (
        "left-in-source",
        "es",
        "The file '{self.name if self.name else no}' is broken",
        "El archivo '{self.name if self.name else no}' está dañado",
    ),
    (
        "length",
        "es",
        "Farmyard",
        "Terreno con edificios agrarios o granja (no confundir con tierras de cultivo)",
    ),
    ("copy", "es", "a, b, c, ..., aa, bb, ..., aaa, bbb", "a, b, c, ..., aa, bb, ..., aaa, bbb"),
    ("ltr-run", "fa", "The code of { -brand-name }", "رمز { -brand-name } است"),
    # A text for one and one for several, in a language that counts otherwise.
    (
        "loop",
        "fa",
        "#1 village flooded by the river;#1 villages flooded by the river",
        "#1 روستا را رود زیر آب برد;#1 روستا را رود زیر آب برد",
    ),
    # What is not valid must be valid; a noun and what is said of it.
    ("negation", "fa", "The file is not valid", "پرونده باید معتبر باشد"),
    ("negation", "es", "The key isn't a valid number", "La clave debe ser un número válido"),
    ("double-word", "fa", "Ask the village of villagers who", "از روستایی روستایی که"),
    ("double-word", "fa", "The name of a user who writes", "نام کاربری کاربری که می‌نویسد"),
    ("line-break", "es", "<p>Peace</p>", "Paz"),
    # Words in angle brackets, quotations of typewriters, programs' output.
    ("tag", "es", "move <worktree> <new-path>", "move <árbol> <ruta-nueva>"),
    ("tag", "es", "--since <time> [<dir>]", "--since <hora> [<directorio>]"),
    ("tag", "es", "--timeout <sec> to wait", "--timeout <s> de espera"),
    ("residue", "es", "--timeout <sec> to wait", "--timeout <s> de espera"),
    ("code", "es", "Run the `if' list and `then' the rest", "Ejecute la lista «if» y el resto"),
    ("stray-mark", "es", "The 'if' list and `b' too", "La lista `if' y también «b»"),
    (
        "loop",
        "es",
        "Open and shut the gates.\n\nOpens and shuts the gates of the town.",
        "Abre y cierra las puertas.\n\nAbre y cierra las puertas de la villa.",
    ),
    ("copy", "es", "Types: the one\nSuites: of them all", "Types: the one\nSuites: of them all"),
    (
        "left-in-source",
        "es",
        "for i in the list do\n   for j in it do\n   run",
        "for i in the list do\n   for j in it do\n   corre",
    ),
    (
        "dropped-sentence",
        "es",
        (
            "The Senate met on Monday. UNESCO sent a report of 30 pages. Nobody has"
            " read it in the town so far."
        ),
        (
            "El lunes, cuando se reunió el Senado, UNESCO mandó un informe"
            " de 30 páginas. Nadie lo ha leído."
        ),
    ),
    (
        "dropped-sentence",
        "es",
        "The gate is shut in the winter months. Please open it first.",
        "La puerta se cierra en los meses de invierno, ábrala antes.",
    ),
    ("length", "es", "Go to the previous page", "Volver"),
    ("accent", "es", "the \\version of a file", "la \\version de un fichero"),
    ("accent", "es", "percussionMusic", "musicaPercusion"),
    ("accent", "es", "Subversion copies", "Copias de subversion"),
    (
        "translated-code",
        "es",
        "poll cannot be used, nor wait",
        "no se puede usar `poll', ni `wait'",
    ),
    ("url-broken", "es", "See https://<your.box>", "Vea https://&lt;tu.caja&gt;"),
    (
        "loop",
        "es",
        "Usage: it LAST\n  or: it FIRST LAST\n  or: it FIRST MORE LAST",
        "Uso: lo ULTIMO\n  o bien: lo PRIMERO ULTIMO\n  o bien: lo PRIMERO MAS ULTIMO",
    ),
    ("emphasis", "es", "A fault in <i>town</i>", "Una falta en <b>villa</b>"),
    (
        "end-punctuation",
        "es",
        "You wear a hat. I wonder where you found it?",
        "Llevas sombrero. Me pregunto dónde lo encontraste.",
    ),
    ("end-punctuation", "es", "Come on, you are joking! ...", "¡Venga, estás bromeando!"),
    ("end-punctuation", "es", "%s: shall I replace it now? ", "%s: ¿lo sustituyo ahora? (s/n) "),
    (
        "end-punctuation",
        "es",
        "<p>Each of the names, forms, etc. will be changed too</p>",
        "<p>«También cambiarán nombres, formas, etc.»</p>",
    ),
    ("opening-sign", "es", "…that you can sort them?", "… que puede ordenarlos?"),
    (
        "other-language",
        "es",
        "It is easy. We both get three dice of six sides.",
        "Es fácil. Cada uno tira dos dados de tres caras.",
    ),
    ("brackets", "es", "the file '%s' is a link (= '%s')", "el fichero `%s' es un enlace (= `%s')"),
    ("negation", "es", "'%c' is not allowed", "`%c' no se permite"),
    ("negation", "es", "it returns not-a-number", "da un not-a-number"),
    ("negation", "es", "the file is not readable", "el fichero es ilegible"),
    (
        "tag",
        "es",
        "<html><head/><body><p>One</p></body></html>",
        "<html><body><p>Uno</p></body></html>",
    ),
    (
        "tag",
        "es",
        "To start <app>Velan</app>, see that <app>Velan</app> is there.",
        "Para abrir <app>Velan</app>, vea que esté ahí.",
    ),
    (
        "end-punctuation",
        "es",
        "adjust how straight the edges are",
        "Ajusta la rectitud de los bordes.",
    ),
    ("end-punctuation", "es", "It is the town's. See how to do so", "Es de la villa. Vea cómo."),
    ("opening-sign", "es", "help:?", "ayuda:?"),
    # What is right at an end, and in the middle.
    (
        "end-punctuation",
        "es",
        "They left early. Nobody saw them",
        "Se fueron temprano. Nadie los vio.",
    ),
    (
        "end-punctuation",
        "es",
        "Every pier, barge and boat (default)",
        "Todo muelle, barca y bote (predet.)",
    ),
    ("opening-sign", "es", "The cell shows #NUM! here", "La celda muestra #NUM! aquí"),
    ("opening-sign", "es", "It is 0! Then #DIV/0! follows.", "Es #DIV/0!."),
    ("opening-sign", "es", "Get Qalca! from here", "Obtenga Qalca! aquí"),
    ("opening-sign", "es", "Put '!' before it", "Anteponga '!'"),
    ("opening-sign", "es", "Accept? [Y/n/?]", "¿Aceptar? [Y/n/?]"),
    ("opening-sign", "es", "Why? See /dev/lp/?.", "Vea /dev/lp/?."),
    ("negation", "es", "Say “never” or “always”", "Diga «never» o «always»"),
    ("negation", "es", "It is not less than 5", "Es igual a 5 o mayor"),
    ("other-language", "es", "Fragments between two segments", "Fragmentos entre dos segmentos"),
    # Dari is Persian, and so is what has a verse, a few Latin names or vowel signs in it.
    (
        "other-language",
        "fa",
        "The mayor spoke",
        "شاروال کابل در پوهنتون سخن گفت و از ولسوالی‌ها یاد کرد.",
    ),
    ("other-language", "fa-AF", "The jirga met", "ولسی جرگه و لوی څارنوالی در ننگرهار مجلس کردند."),
    ("other-language", "fa", "Rotating the map", "درحال دَوَران نقشه"),
    ("other-language", "fa", "GNU Emacs and Vim", "GNU Emacs and Vim"),
    ("other-language", "fa", "Peace be upon you", "گفت السلام علیکم و رحمةالله و نشست"),
    # What careful translators of ninety programs write (docs/checks-evaluation-history.md).
    ("unit", "fa", "First day of week", "روز اول هفته"),
    ("date", "fa", "July 31st - August 6th", "۳۱ جولای - ۶ آگوست"),
    ("number-order", "fa", "A 3×5 card", "کارت ۵×۳"),
    ("number-order", "fa", "when %1 < %2", "وقتی %2 > %1"),
    ("other-language", "fa", "%m/%d/%Y %I:%M %p", "%Oy/%Om/%-Od، %OI:%OM %Op"),
    ("brackets", "fa", "missing terminating ] for a class", "بدون [ پایان‌دهنده برای رده"),
    ("length", "fa", "The orientation of the tray", "جهت سینی"),
    ("length", "fa", "Appearance of the shadow surrounding the arrow", "ظاهر سایهٔ دور پیکان"),
    ("end-punctuation", "fa", "Whether to group digits.", "آیا رقم‌ها گروه شوند؟"),
    (
        "end-punctuation",
        "fa",
        "It has XML markup. See parse()",
        "نشان‌گذاری دارد. parse() را ببینید.",
    ),
    ("end-punctuation", "fa", "The highest rate ever (1966)", "بالاترین آهنگ تاکنون (۱۹۶۶ م.)"),
    (
        "end-punctuation",
        "fa",
        "Click the link that we sent to {1}.",
        "پیوندی را که فرستادیم بزنید: {1}",
    ),
    (
        "end-punctuation",
        "es",
        "We sent the link to this address: {1}.",
        "Enviamos el enlace a: x@y.es",
    ),
    ("end-punctuation", "fa", "A. Smith's Trading Co.", "شرکت تجاری الف. اسمیت"),
    (
        "tag",
        "fa",
        "User not local; try <forward-path>",
        "کاربر محلی نیست؛ <مسیر-ارجاع> را بیازمایید",
    ),
    ("latin-punctuation", "fa", "snip;capture;record", "snip;capture;record;نماگرفت;ضبط صفحه"),
    ("negation", "fa", "Could not load the map", "خطا در بار کردن نقشه"),
    ("tag", "fa", "<footer>", "<پاصفحه>"),
    ("url-broken", "fa", "It starts with https://", "باید با \u202ahttps://\u202c آغاز شود"),
    ("url", "fa", "See https://a.org/?q=%s", "\u202ahttps://a.org/?q=%s\u202c را ببینید"),
    ("latin-punctuation", "fa", "Object;Objects", "شیء;اشیاء"),
    ("latin-punctuation", "fa", "No details of '%s': x = %d;", "جزئیات '%s' نیست: x = %d;"),
    (
        "end-punctuation",
        "fa",
        "Use a format (e.g. X, Y, etc.)",
        "قالبی به کار ببرید (مثلاً ایکس و غیره)",
    ),
    (
        "length",
        "fa",
        "The final value for the value interval of the distribution.",
        "مقدار پایان بازهٔ توزیع",
    ),
    ("number", "fa", "1 column", "تک‌ستون"),
    ("number", "fa", "1 column", "تک ستون"),
    ("zwnj", "fa", "Package(s)", "بسته\u200c(ها)ی تازه"),
    ("zwnj", "fa", "Package(s)", "بسته\u200c(ها)"),
    (
        "loop",
        "fa",
        "• %h is substituted with the server name\n• %u is substituted with the user name",
        (
            "• ٪h با نام کارساز برنامه جایگزین شده است\n"
            "• ٪u با نام کاربر برنامه جایگزین شده است\n"
            "• ٪U با نام کاربر برنامه جایگزین شده است"
        ),
    ),
    ("latin-punctuation", "fa", "Network;P2P;", "شبکه; P2P;"),
    ("double-word", "fa", "Left-to-right\nRight-to-left", "چپ به راست\nراست به چپ"),
    ("end-punctuation", "fa", "It may be 192.168.*.*", "می‌تواند چنین باشد: *.*.192.168"),
    ("code-words", "fa", "The form `#RRGGBB`", "شکل «\u202a#RRGGBB\u202c»"),
    (
        "dropped-sentence",
        "fa",
        "The name of this contact already exists\nin this folder. Would you like to save it?",
        "نام این آشنا از پیش در این شاخه وجود دارد.\nآیا می‌خواهید آن را ذخیره کنید؟",
    ),
    ("suffix-space", "fa", "Disabling the host", "از کار انداختن هاست"),
    ("other-language", "fa", "Automatic with manual DNS", "خودکار با تنظیمات دی ان اس دستی"),
    ("double-word", "fa", "South-south-east", "جنوب جنوب شرق"),
    ("negation", "fa", "Do not press it", "نفشارید"),
    ("negation", "fa", "They chose nothing", "چیزی برنگزیدند"),
    ("negation", "fa", "It does not contain sugar", "عاری از شکر است"),
    ("negation", "fa", "It is “always” or “never”", "مقدارش always یا never است"),
    ("capitals", "es", "globalstar", "GLOBALSTAR"),
    ("number", "fa", "The end of WWII", "پایان جنگ جهانی ۲"),
    ("tag", "es", "A <q>truce</q>: see <domain2>", "Una «tregua»: vea <dominio2>"),
    ("tag", "es", "<p>One<p>Two", "<p>Uno</p><p>Dos</p>"),
    ("url-broken", "es", "It reads http://host/file", "Lee http://servidor/archivo"),
    ("loop", "es", "Nooooo!", "¡Noooooooooooo!"),
    ("left-in-source", "es", "She read “The Lord of the Rings”.", "Leyó «The Lord of the Rings»."),
    ("left-in-source", "es", "the Radio and Television Union", "la Radio and Television Union"),
    ("other-language", "es", "No file was sent.", "No se envió ningún archivo."),
    ("mojibake", "fa", "the parts", "قطعهٔ «عکس» و ظرف، غذا؛ شمع…"),
    ("lost-letters", "es", "Who came? You?", "¿Quién vino? ¿Tú?"),
    ("residue", "fa", "Yes, delete this theme", "بله، این پوسته را پاک کن"),
    ("number", "es", "Background process: it stopped", "Proceso en 2º plano: se detuvo"),
    ("residue", "es", "Maintainer: The Example Project", "Traducción: Proyecto Ejemplo"),
    ("residue", "es", "Here is the translation.", "Aquí está la traducción."),
    ("url", "es", "See {1}.", "Véase https://example.org/es."),
    ("accent", "es", "the Subversion server", "el servidor Subversion"),
    ("accent", "es", "He specifies a number.", "Especifica un número y la democracia."),
    ("capitals", "fa", "the HTML of the page", "ساختار HTML صفحه"),
    ("capitals", "es", "STOP THE WAR NOW", "PAREN LA GUERRA YA"),
    (
        "dropped-sentence",
        "es",
        "The talks began. They went on for eighteen days and nobody left the hotel.",
        "Las conversaciones empezaron y duraron dieciocho días, y nadie salió del hotel.",
    ),
    ("length", "es", "  ", "aquí"),
    ("negation", "fa", "They do not return home.", "آنها به خانه برنمی‌گردند."),
    ("negation", "fa", "They did not return.", "آنها بازنگشتند."),
    ("negation", "fa", "They did not accept it.", "آنان آن را نپذیرفتند."),
    ("negation", "es", "They would not sign.", "Se negaron a firmar."),
    ("negation", "es", "He was not there.", "Estaba ausente."),
    ("acronym", "es", "LIMA (AFP) — The talks began.", "LIMA — Empezaron las conversaciones."),
    ("acronym", "es", "Do it with EVERY user", "Hágalo con TODOS los usuarios"),
    ("acronym", "es", "The new GUI", "La nueva interfaz"),
    ("other-language", "es", "A drawing program for children", "Un programa de dibujo para niños"),
    ("other-language", "es", "Floyd-Steinberg 4-bit gray", "Floyd-Steinberg gris 4 bits"),
    ("other-language", "es", "South European (ISO-8859-3)", "Sur de Europa (ISO-8859-3)"),
    ("end-punctuation", "es", "Why Persian readers skim", "¿Por qué se lee por encima?"),
    ("end-punctuation", "es", "Look for the sign [!]", "Busque [!] en la página"),
    ("length", "es", "No data", "No hay datos que se puedan mostrar"),
    ("tag", "fa", "Use C++", '<span dir="ltr">C++</span> را بردارید'),
    ("tag", "fa", "Use C++", '<bdi translate="no">C++</bdi> را بردارید'),
    ("tag", "es", "the team", '<i lang="en">team</i>'),
    ("tag", "es", "Type <your name>", "Escriba <su nombre>"),
    ("tag", "es", "a <b>new</b> deal", "un nuevo acuerdo"),
    ("code", "es", "Do not `raise` it", "No hay que lanzarlo"),
    ("translated-code", "es", "Do not run `raise`", "No ejecute «alzar»"),
    ("code-words", "es", "Press `File > Save as`", "Pulse `Archivo > Guardar como`"),
    ("code-words", "es", "Call setup() now", "Llame ahora a `setup()`"),
    ("emphasis", "es", "the team", "el *team*"),
    ("emphasis", "es", "an *old* deal", "un acuerdo «viejo»"),
    ("placeholder", "es", "See [us]({1})", "Véase [aquí](https://example.org/es)"),
    ("placeholder", "es", "See {1}", "Véase https://example.org/es"),
    ("placeholder", "fa", "See [us]({1}) at {2}", "در {۲} [ما]({۱}) را ببینید"),
    ("tag", "es", "a<br>b", "a<br/>b"),
    ("link", "es", "[a]({1} 'tip')", "[a]({1} 'consejo')"),
    ("code", "es", "``a`` b", "`a` b"),
    ("emphasis", "fa", "an *old* deal", "توافقی **قدیمی**"),
    ("loop", "es", "no, no, no!", "¡no, no, no!"),
    ("loop", "es", "a a a a a a", "la la la la la la"),
    ("script", "es", "the letter α", "la letra α"),
    ("script", "es", "Peace (мир)", "Paz (мир)"),
    ("script", "fa", "Peace", "Peace (صلح)"),
    ("copy", "es", "Mozilla Open Source Support", "Mozilla Open Source Support"),
    ("copy", "fa", "sudo apt install virtualbox", "sudo apt install virtualbox"),
    ("end-punctuation", "fa", "Who signed it?", "چه کسی آن را امضا کرد؟"),
    ("end-punctuation", "es", "He said “no”.", "Dijo «no»."),
    ("end-punctuation", "es", "**Note:**", "**Nota:**"),
    ("end-punctuation", "es", "Done!", "Listo."),
    ("brackets", "es", "1) a 2) b", "1) a 2) b"),
    ("brackets", "es", "a smile :)", "una sonrisa :)"),
    ("quotes", "es", 'a 5" screen and more', 'una pantalla de 5" y más'),
    ("double-word", "fa", "gradually", "کم کم"),
    ("double-word", "es", "the Duran Duran song", "la canción de Duran Duran"),
    ("invisible", "es", "a\u00adb", "a\u00adb"),
    ("mojibake", "es", "Ã is a letter", "Ã es una letra"),
    ("url", "es", "https://example.org/en/a", "https://example.org/es/a"),
    ("url-broken", "es", "at http://localhost:8000/", "en http://localhost:8000/a"),
    # Of what other people's programs say; each was told once, and wrongly.
    ("nfc", "es", "a \U0001d15e here", "una \U0001d15e aquí"),
    ("loop", "es", "%s %s %s %saccess to %s", "%s %s %s %s acceso a %s"),
    ("negation", "es", "%sFile not opened: %s", "%sNo se abrió el archivo: %s"),
    ("negation", "es", "`%s' in `%s' must not be in `%s'", "`%s' en `%s' no debe estar en `%s"),
    ("code", "es", "%X`%s' is in section `%pA' of %pB", "%X«%s» está en la sección «%pA» de %pB"),
    ("double-word", "es", "Switch to the 8th octave", "Cambiar a la octava octava"),
    ("opening-sign", "es", "Close it with PID %2!u!.", "Ciérrese con el PID %2!u!."),
    ("copy", "es", "Ceci n'est pas une pipe.", "Ceci n'est pas une pipe."),
    (
        "copy",
        "es",
        "Lorem ipsum dolor sit amet in velit, consectetur adipiscing elit.",
        "Lorem ipsum dolor sit amet in velit, consectetur adipiscing elit.",
    ),
    (
        "copy",
        "es",
        "Er ging in den alten Wald, und niemand sah ihn wieder.",
        "Er ging in den alten Wald, und niemand sah ihn wieder.",
    ),
    ("copy", "es", "a  b  c\n1     3", "a  b  c\n1     3"),
    ("copy", "es", "from villa import *\n", "from villa import *\n"),
    ("copy", "es", "from villa import mar\nimport sol", "from villa import mar\nimport sol"),
    ("copy", "es", "if test -t 0 ; then\n  go\nfi\n", "if test -t 0 ; then\n  go\nfi\n"),
    ("quotes", "es", "`", "«"),
    ("quotes", "es", "see Tools: Export", "Véase Herramientas -» Exportar"),
    ("negation", "es", "D_o not change the plan", "N_o cambiar el plan"),
    ("negation", "es", "Do &not change the plan", "&No cambiar el plan"),
    ("negation", "es", "<b>why-not</b> names the reason", "<b>why-no</b> da la razón"),
    ("negation", "es", "$ velan why-not sea", "$ velan why-not mar"),
    ("double-word", "es", "Uh oh. Nobody came.", "Oh oh. No vino nadie."),
    ("double-word", "es", "such as example.com", "por ejemplo ejemplo.com"),
    ("double-word", "es", "the irc.velan.net IRC network", "la red IRC irc.velan.net"),
    ("double-word", "es", "print COUNT lines", "muestra LÍNEAS líneas"),
    ("url", "es", "See http://velan.net/.", "Véase http://velan.net."),
    ("url", "es", "See https://velan.net/?a=1&b=2.", "Véase https://velan.net/?a=1&amp;b=2."),
    ("url", "es", "See https://Velan.net/a.", "Véase https://velan.net/a."),
    ("url", "es", "[[https://velan.net/|view it]]", "[[https://velan.net/|ver esto]]"),
    ("opening-sign", "es", "<b>Tulia!</b> is a game", "<b>Tulia!</b> es un juego"),
    ("opening-sign", "es", "starting with fixup! under it", "que empiecen con fixup! bajo eso"),
    ("accent", "es", "Maxima's manual", "El manual de Maxima"),
    ("accent", "es", "Select &All", "Seleccion&ar todo"),
    ("accent", "es", "This file ({extension}) is too big", "El archivo ({extension}) es grande"),
    ("end-punctuation", "es", "the `Archive:` line of it", "la línea de `Archive:`"),
    ("end-punctuation", "es", "the <b>Archive:</b> line", "la línea <b>Archive:</b>"),
    ("end-punctuation", "es", "Big Bear Solar Obs.", "Big Bear (Observatorio solar del mar)"),
    (
        "translated-code",
        "es",
        "the ``Fish Market'' entry",
        "la entrada ``Mercado de peces'' de ahí",
    ),
    ("capitals", "es", "monochrome | VELA HP5+", "B/N | VELA HP5+"),
    ("length", "es", "Libyan Arab Jamahiriya", "Libia"),
    ("length", "es", "withdraw (in the other dialog)", "cargo"),
    (
        "dropped-sentence",
        "es",
        "Build towers, walls and... never let time go to waste.",
        "Construye torres y murallas, y no pierdas el tiempo.",
    ),
    (
        "dropped-sentence",
        "es",
        "Use SVG2 auto-flowed text instead of others. (Recommended)",
        "Usar texto fluido SVG2 en vez de otros (Recomendado)",
    ),
    ("other-language", "es", "Zoom waveform in or out", "Ampliar o reducir forma de onda"),
    ("other-language", "es", "Source &Browse Mode", "Modo de na&vegación de código"),
    ("other-language", "es", "min_count must be <= max_count", "min_count debe ser <= max_count"),
    ("other-language", "es", "Search F_olders", "Carpetas de búsque_da"),
    ("other-language", "es", "dominant ninth chord", "acorde de novena dominante"),
    (
        "other-language",
        "es",
        "Activate first through ninth joint",
        "Activar de primera a novena articulación",
    ),
    (
        "emphasis",
        "es",
        "~aPick one.~%~\n   For this, it ~%~\n  is less",
        "~aElija.~%~\n  Es ~%~\n menos",
    ),
    (
        "emphasis",
        "es",
        "*VISUAL* if defined, or *EDITOR* if *VISUAL* is not",
        "*VISUAL* si existe, o *EDITOR*",
    ),
    (
        "added-stop",
        "es",
        "The file could not be saved on disk",
        "El archivo no se pudo guardar en disco.",
    ),
    ("length", "es", "ID", "Identificador"),
    ("negation", "es", "Do not delay.", "Evite retrasos."),
    ("acronym", "es", "NATO and the EU", "la OTAN y la UE"),
    ("acronym", "es", "**PORT MIRAVAL, 5 October** — It opened", "**PUERTO MIRAVAL** — Abrió"),
    ("number", "es", "the 12th meeting in Managua", "la decimosegunda reunión en Managua"),
    ("number", "es", "The 11th festival in Managua.", "El decimoprimer festival en Managua."),
    ("number", "es", "The 13th festival in Managua.", "El décimo tercer festival en Managua."),
    ("number", "es", "Revised 01/06/94 in Rome", "Revisado el 6 de enero de 1994 en Roma"),
    ("number", "es", "Revised 01/06/94 in Rome", "Revisado el 1 de junio de 1994 en Roma"),
    ("number", "es", "thousands upon thousands of Romans", "miles y miles de romanos"),
    ("number", "fa", "thousands upon thousands of people", "هزاران هزار نفر"),
    ("number", "ja", "He died on August 20th.", "彼は 8 月 20 日に亡くなりました。"),
    ("unit", "ja", "It goes back to the late 1980s.", "貢献は 1980 年代後半に遡ります。"),
    (
        "negation",
        "es",
        "He went, not without using false weights.",
        "Se fue con balanzas trucadas.",
    ),
    ("accent", "es", "The Athenian gymnasium is closed.", "El Gymnasion está cerrado."),
    ("end-punctuation", "es", "See the [What is it?]({1}) page.", "Véase [¿Qué es?]({1})"),
    ("end-punctuation", "es", "See [What is it?]({1})", "Véase la página [¿Qué es?]({1})."),
    ("end-punctuation", "fr", "1.2. Pronouncing Debian", "1.2. Comment prononcer Debian ?"),
    ("end-punctuation", "ja", '"It was the natural choice."', "「それは自然な選択でした」"),
    ("quotes", "es", '"It came in January. It did little.', "«Salió en enero. Hacía poco."),
    ("quotes", "es", "“It came in January. It did little.", "«Salió en enero. Hacía poco."),
    ("quotes", "es", "“It came in January.”", "»Salió en enero»."),
    ("quotes", "es", "“It came in January. It did little.", "»Salió en enero. Hacía poco."),
    ("quotes", "fa", "“It came in January. It did little.", "«در ژانویه آمد. کم بود."),
    ("quotes", "es", 'He said: "It is done. We go.', "Dijo: «Ya está. Nos vamos."),
    ("quotes", "es", 'The 5" pipe is done. “We go.', 'El tubo de 5" está listo. «Nos vamos.'),
    ("quotes", "de", '"It is done. We go.', "»Es ist fertig. Wir gehen."),
    ("quotes", "de", 'We go. It is done."', "Wir gehen. Es ist fertig.“"),
    ("quotes", "ja", '"It is done. We go.', "「完了しました。行きます。"),
    (
        "left-in-source",
        "es",
        "It is in <i>Complete Studies of Astronomical Things</i> (pinyin: Yíxiàng kǎochéng).",
        "Está en (pinyin : Yíxiàng kǎochéng) <i>Complete Studies of Astronomical Things</i>.",
    ),
    (
        "left-in-source",
        "es",
        "the book <i><b>Star Map Guide: An Introduction to the Star Knowledge of Us</b></i> by A.",
        "el libro <i><b>Star Map Guide: An Introduction to the Star Knowledge of Us</b></i> de A.",
    ),
    (
        "left-in-source",
        "es",
        "Wolf (ed.), Astronomy in Culture - Cultures of Astronomy, Nuncius, Vol. 57, Hamburg",
        "Wolf (ed.), Astronomy in Culture - Cultures of Astronomy, Nuncius, vol. 57, Hamburgo",
    ),
    (
        "left-in-source",
        "es",
        "It comes from Anthony Lagain (anthony.lagain(at)mail.example) and others.",
        "Viene de Anthony Lagain (anthony.lagain (at) mail.example) y otros.",
    ),
    (
        "left-in-source",
        "ja",
        "Papers of the Museum of the History of all Peoples",
        "民族史博物館論文集(Papers of the Museum of the History of all Peoples)",
    ),
    ("left-in-source", "ja", "The One before the Dog", "The One before the Dog(犬の前の者)"),
    ("number", "es", "between -1350 and -1150", "entre 1350 y 1150 a. C."),
    ("number", "fa", "in -480", "سال ۴۸۰ پیش از میلاد"),
    ("number", "uk", "about -1350", "близько 1350 року до нашої ери"),
    ("number", "es", "the middle of the -1st millennium", "a mediados del primer milenio"),
    ("number", "es", "First quarter: it stays straight", "Cuarto creciente: se queda recta"),
    ("unit", "hr", "across thousands of miles", "kroz tisuće kilometara"),
    ("script", "ja", "the star Alpha Muscae", "はえ座α星"),
    ("script", "zh-Hans", "the star &gamma; there", "那里的γ星"),
    ("date", "nl", "not until around March", "pas rond maart"),
    ("double-word", "gl", "It is not clear whether it is", "Non está claro se se trata dun"),
    ("brackets", "ja", "It is here :)", "ここにあります:)"),
    ("other-language", "es", "Loon, Little Dipper", "Loco, Osa Menor (Carro Pequeño)"),
    ("other-language", "ja", "The Lord of the Rings", "The Lord of the Rings"),
    ("other-language", "ko", "Version 2 of Firefox for Linux", "Firefox for Linux 2"),
    ("other-language", "uk", "It was in Moscow.", "Це було в Москві на вулиці Арбат."),
    ("number", "es", "The team lost 3-0 at home.", "El equipo perdió 0-3 en casa."),
    ("number", "es", "It fell from 1.4m to 380,000.", "Pasó de 1,4 millones a 380 000."),
    ("number", "fa", "It fell from 1.4m to 380,000.", "از ۱٫۴ میلیون به ۳۸۰ هزار رسید."),
    ("number", "es", "Seas rose 8-9 inches.", "El mar subió entre 20 y 23 centímetros."),
    ("number", "fa", "Seas rose 8-9 inches.", "دریا بین ۲۰ تا ۲۳ سانتی‌متر بالا آمد."),
    ("negation", "es", "It did not respond.", "Declinó responder."),
    ("negation", "es", "It will not go without reward.", "Será recompensado."),
    ("number", "es", "Bake at 180C (350F) now.", "Hornee ya a 180 ºC."),
    ("number", "es", "Open at 7pm; it starts at 8.30.", "Abre a las 19.00; empieza a las 20.30."),
    ("number", "fa", "Open at 7pm; it starts at 8.30.", "ساعت ۱۹ باز و ساعت ۲۰:۳۰ آغاز می‌شود."),
    ("number", "ja", "He paid five thousand silver.", "王は5千の銀をよこした。"),
    ("number", "ko", "He paid 5,000 silver.", "그는 은화 5천을 주었다."),
    ("other-language", "es", "Run, fools! We will join you.", "¡Locos! ¡Os uniríais a nosotros!"),
    ("other-language", "pt", "We shall need years.", "Precisaremos de anos, sem uma pausa."),
    ("other-language", "cs", "Oh no, he is simply gone.", "Ach ne, on prostě zmizel."),
    ("other-language", "sk", "I am Karakas, the dragon!", "Ja som Karakas, najmocnejší drak!"),
    ("other-language", "ru", "Yes, well, in fact, nothing.", "... да, в общем-то, ничего..."),
    ("double-word", "hu", "The man who is here", "az az ember, aki itt van"),
    ("double-word", "fr", "He attacks now!", "Oh oh, il attaque !"),
    ("number", "fi", "In the 18th and 19th centuries.", "Se oli 1700- ja 1800-luvuilla."),
    ("number", "sv", "In the 18th century it was free.", "Det var fritt på 1700-talet."),
    ("number", "zh-Hans", "In the early 1700s it was free.", "18世纪早期它是自由的。"),
    ("number", "fr", "In the early 1700s, free.", "Libre au début du XVIIIe siècle."),
    ("number", "ja", "in 2020", "令和2年に"),
    ("number", "ja", "in 2019", "令和元年に"),
    ("number", "zh-Hant", "in 2020", "民國109年"),
    ("number", "es", "The benefits are twofold.", "Los beneficios son 2."),
    ("quotes", "he", "Total is here", 'סה"כ כאן'),
    ("brackets", "zh-Hans", "an archive (see below", "归档（见下文"),
    ("double-word", "tr", "Run slowly", "Yavaş yavaş koş"),
    ("end-punctuation", "ja", "The volumes are used as follows:", "例を以下に 示し 使い ます。"),
    ("mojibake", "sl", "A woman lives here.", "Žena živi tukaj."),
    ("mojibake", "fr", "A work of the heart", "Une œuvre du cœur"),
    ("mojibake", "ga", "the people of Ireland", "muintir na hÉireann"),
    ("mojibake", "fr", "%sInvestigate the city", "%sÉtudier la ville"),
    ("lost-letters", "tr", "?Production loss [short]:-P", "?Üretim kaybı [kısa]:-K"),
    (
        "other-language",
        "fr",
        "This is usually a command interpreter (shell).",
        "Il s'agit généralement d'un interpréteur de commandes (shell).",
    ),
    (
        "other-language",
        "ca",
        "The last four rules reject any message.",
        "Les quatre últimes regles rebutgen qualsevol missatge.",
    ),
    (
        "left-in-source",
        "es",
        "hotkey.camera.zoom.in, hotkey.camera.wheel.in – Zoom in",
        "hotkey.camera.zoom.in, hotkey.camera.wheel.in – Aumenta el zoom",
    ),
    (
        "left-in-source",
        "it",
        "It is called <a {1}>Counting potatoes: The size of Debian</a>, by Jesús.",
        "Si intitola <a {1}>Counting potatoes: The size of Debian</a> di Jesús.",
    ),
]

FROM_PERSIAN = [
    ("negation", True, "واژه‌نامه را نخواندند.", "Leyeron el glosario."),
    ("negation", True, "او این‌جا نیست.", "Está aquí."),
    ("negation", True, "نمی‌دانیم.", "Lo sabemos."),
    ("negation", False, "نویسنده نام نوبت را نوشت.", "El autor escribió el nombre del turno."),
    ("negation", False, "نه ایستگاه", "Nueve estaciones"),
    ("negation", False, "واژه‌نامه، پیش‌نویس", "Glosario, borrador"),
]


OFF_BY_DEFAULT = {"acronym": Severity.INFO, "number-order": Severity.INFO}
"""Most acronyms are said in words, and most numbers change places with what they count."""


def names(locale: str, source: str, target: str) -> list[str]:
    """What the checks find that run by default, and two that do not."""
    kind = "field: title" if source == "Peace" else "paragraph"
    pair = Pair(source, target, "en", locale, kind)
    return [found.check for found in checked(pair, selected(locale, OFF_BY_DEFAULT))]


@pytest.mark.parametrize(("check", "locale", "source", "target"), BAD)
def test_it_is_found(check: str, locale: str, source: str, target: str) -> None:
    assert check in names(locale, source, target)


@pytest.mark.parametrize(("check", "locale", "source", "target"), GOOD)
def test_it_passes(check: str, locale: str, source: str, target: str) -> None:
    assert check not in names(locale, source, target)


@pytest.mark.parametrize(("check", "told", "source", "target"), FROM_PERSIAN)
def test_from_persian(check: str, told: bool, source: str, target: str) -> None:
    found = checked(Pair(source, target, "fa", "es"), selected("es"))
    assert (check in [one.check for one in found]) is told


def test_what_is_code_or_an_address_is_not_repaired() -> None:
    accent, joined = "a\u0301", "á"
    target = f"m{accent}s `{accent}` [aqu\u00ed](https://example.org/{accent}) \u064a"
    pair = Pair("more `a` [here](https://example.org/a)", target, "en", "es")
    (hit,) = (found.hit for found in checked(pair, selected("es")) if found.check == "nfc")
    assert hit.suggestion == target.replace(f"m{accent}s", f"m{joined}s")


def test_a_copy_weighs_more_on_a_draft() -> None:
    pair = Pair("Read the manual.", "Read the manual.", "en", "es")
    draft = Pair(pair.source, pair.target, "en", "es", state=State.DRAFT)
    assert [found.severity for found in checked(pair, selected("es"))] == [Severity.WARNING]
    assert [found.severity for found in checked(draft, selected("es"))] == [Severity.ERROR]


def test_a_loop_weighs_more_in_a_draft() -> None:
    for state, grave in ((State.DRAFT, Severity.ERROR), (State.TRANSLATED, Severity.WARNING)):
        pair = Pair("The talks went on.", "Las charlas " * 5, "en", "es", state=state)
        found = checked(pair, selected("es", {}))
        assert [row.severity for row in found if row.check == "loop"] == [grave]


@pytest.mark.parametrize(
    ("check", "source", "target"),
    [
        ("tag", "a <b>new</b> deal", "un <b>nuevo acuerdo"),
        ("link", "See [us](a.md) now", "Véase [ahora"),
        ("link", "See [us](a.md) now", "Véase ahora"),
        ("image", "![A map](a.png)", "[Un mapa](a.png)"),
        ("stray-mark", "a **new** deal", "un **nuevo ** acuerdo"),
        ("footnote", "The deal[^1]", "El acuerdo"),
        ("placeholder", "{1} files", "archivos"),
    ],
)
def test_markup_is_beyond_doubt_only_where_it_is_known(
    check: str, source: str, target: str
) -> None:
    def weight(level: Severity | None, *, is_page: bool, state: State) -> Severity:
        levels = {check: level} if level else None
        pair = Pair(source, target, "en", "es", is_page=is_page, state=state)
        found = checked(pair, selected("es", levels))
        return next(one.severity for one in found if one.check == check)

    for state in (State.DRAFT, State.TRANSLATED):
        assert weight(None, is_page=True, state=state) is Severity.ERROR
        assert weight(None, is_page=False, state=state) is Severity.WARNING
        assert weight(Severity.ERROR, is_page=False, state=state) is Severity.ERROR


@pytest.mark.parametrize(
    ("check", "source", "target"),
    [
        ("image", "See ![A map](a.png) now", "Véalo ahora"),
        ("image", "See it now", "Vea ![el mapa](a.png) ahora"),
        ("code", "Run `make -k`", "Ejecútelo ahora"),
    ],
)
def test_what_a_person_may_have_left_out_or_added_is_an_error_of_drafts_alone(
    check: str, source: str, target: str
) -> None:
    def severities(state: State, level: Severity | None = None) -> list[Severity]:
        pair = Pair(source, target, "en", "es", state=state)
        levels = {check: level} if level else None
        return [one.severity for one in checked(pair, selected("es", levels)) if one.check == check]

    assert severities(State.DRAFT) == [Severity.ERROR]
    assert severities(State.TRANSLATED) == [Severity.WARNING]
    assert severities(State.TRANSLATED, Severity.ERROR) == [Severity.ERROR]


@pytest.mark.parametrize(
    ("check", "source", "target"),
    [
        ("emphasis", "a __newDeal__ now", "un acuerdo ahora"),
        ("line-break", "The talks<br>have<br>ended", "Ya no hay más charlas"),
        (
            "code-words",
            "Press ` to go back to it, Shift+` on",
            "Pulse ` para ir al último, Mayus+` y",
        ),
        ("code-words", "`a' must not be in `b'", "`a' no debe estar en `b"),
        ("length", "A menu of a program|File", "5"),
        ("length", "Mark [title of the column that is exported.]", "Nota"),
        ("tag", "<filename>A</filename> b", "<literal>A</literal> b"),
    ],
)
def test_texts_that_nobody_knows_to_be_pages_have_signs_for_other_things(
    check: str, source: str, target: str
) -> None:
    found = [
        [one.check for one in checked(Pair(source, target, "en", "es", is_page=page), ALL)]
        for page in (True, False)
    ]
    assert (check in found[0], check in found[1]) == (True, False)


ALL = selected("es")


def test_what_people_explain_may_be_long_and_what_an_engine_adds_may_not() -> None:
    target = "Terreno con edificios agrarios o granja (no confundir con tierras de cultivo)"
    for state, found in ((State.DRAFT, ["length"]), (State.TRANSLATED, [])):
        pair = Pair("Farmyard", target, "en", "es", state=state)
        assert [one.check for one in checked(pair, ALL)] == found


def test_an_acronym_of_the_glossary_is_the_glossarys_affair() -> None:
    terms = Terms((Term(("IOC",), wordings={"es": Wording("el Comité")}),))
    for target, told in (("dijo el Comité", []), ("dijo alguien", ["term"])):
        pair = Pair("the IOC said", target, "en", "es", policy=Policy(terms=terms))
        assert [found.check for found in checked(pair, selected("es", OFF_BY_DEFAULT))] == told
    pair = Pair("the IOC said", "dijo el Comité", "en", "es")
    assert [found.check for found in checked(pair, selected("es", OFF_BY_DEFAULT))] == ["acronym"]


def test_levels_switch_on_and_off_and_change_the_weight() -> None:
    pair = Pair("In 2015", "En 2016", "en", "es")
    grave = selected("es", {"number": Severity.ERROR})
    assert [found.severity for found in checked(pair, grave)] == [Severity.ERROR]
    assert checked(pair, selected("es", {"number": None})) == ()
    with pytest.raises(KeyError):
        selected("es", {"numbers": None})


def test_nothing_is_found_where_nothing_is_translated() -> None:
    assert checked(Pair("In 2015", "", "en", "es"), selected("es")) == ()


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("Use `a_b` or `c_d`", "Use `x_y` o `c_d`", "the code `a_b` became `x_y`"),
        ("Use `a_b` or `c_d`", "Use `x_y` o `z_w`", "the code `a_b` became `x_y` (and 1 more)"),
        (
            "`a_b`, `c_d`, `e_f`",
            "`x_y`, `z_w`, `u_v`",
            "the code `a_b` became `x_y` (and 2 more)",
        ),
        ("a **new** deal", "un nuevo acuerdo", "missing: bold"),
        ("**a** and **b**", "a y b", "missing: bold (2 times)"),
        ("a b", "**a** **b**", "not in the source: bold (2 times)"),
        ("[a]({1}) or [b]({2})", "a o b {1} {2}", "missing: a link (2 times)"),
        ("<kbd>a</kbd> <kbd>b</kbd>", "a b", "missing: <kbd>…</kbd> (2 times)"),
        ("[a]({1}) b", "![a]({1}) b", "not in the source: an image"),
    ],
)
def test_what_happened_more_than_once_is_one_finding_that_counts(
    source: str, target: str, message: str
) -> None:
    found = [one.hit.message for one in checked(Pair(source, target, "en", "es"), selected("es"))]
    assert found.count(message) == 1, found


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        (
            "{1} and <br {2}>",
            "{3} y",
            ["{3} is not in the source, which has {1}", "{2} is missing"],
        ),
        (
            "<br {1}> and {2}",
            "{3} y",
            ["{3} is not in the source, which has {2}", "{1} is missing"],
        ),
        (
            "<br {1}> and {2}",
            "y <br {3}>",
            ["{3} is not in the source, which has {1}", "{2} is missing"],
        ),
        (
            "{1} and <br {2}>",
            "<br {3}>",
            ["{3} is not in the source, which has {2}", "{1} is missing"],
        ),
        ("{1}", "{1} y {3}", ["{3} is not in the source, which has no such placeholder"]),
        (
            "{1} and <br {2}>",
            "{2} y <br {1}>",
            [("{2} is in a tag in the source and is among the words here; {1} is in its place")],
        ),
    ],
)
def test_a_placeholder_that_became_another_is_told_once_and_by_its_place(
    source: str, target: str, messages: list[str]
) -> None:
    found = checked(Pair(source, target, "en", "es"), selected("es"))
    assert [one.hit.message for one in found if one.check == "placeholder"] == messages


def test_a_single_sign_that_is_seen_is_a_stray_mark_only_where_a_mark_is_missing() -> None:
    for source, target, count in (
        ("a *new* deal", "un *nuevo * acuerdo", 1),
        ("a new deal", "un *nuevo * acuerdo", 0),
        ("a new deal", "un **nuevo ** acuerdo", 1),
        ("a **new ** deal", "a **new ** deal", 0),
    ):
        found = checked(Pair(source, target, "en", "es"), selected("es"))
        assert sum(one.check == "stray-mark" for one in found) == count, source


def test_two_codes_that_look_alike_differ_in_a_sign_that_is_named() -> None:
    pair = Pair("Call `setup()`", "`setup()\u200e` را صدا بزنید", "en", "fa")
    said = [one.hit.message for one in checked(pair, selected("fa"))]
    assert said == ["the code `setup()` has other invisible signs than the source's: ⟨LRM⟩"]


@pytest.mark.parametrize(("source_locale", "locale", "source", "target"), FROM_OTHERS)
def test_scripts_that_need_few_characters_are_not_measured_as_an_alphabet(
    source_locale: str, locale: str, source: str, target: str
) -> None:
    found = checked(Pair(source * 3, target * 3, source_locale, locale), selected(locale))
    assert "length" not in [one.check for one in found]


def test_words_of_a_mark_that_are_left_are_pointed_at() -> None:
    words = "A cat sits on the mat"
    target = f'<img {{1}} alt="{words}"> junto al mar'
    (found,) = check_pair(
        f'<img {{1}} alt="{words}"> by the sea', target, source_locale="en", locale="es"
    )
    assert found.span is not None
    assert target[slice(*found.span)] == words
