# ruff: noqa: E501 - a row of a table is one line
"""The phrasebook's words. A row says one thing in English, Spanish and Persian.

Tags say what nouns and verbs go together:

    p published   s signed   a approved, discussed   r read, translated   d any document
    e an event    l a place  o a place with opening hours                 m money to be paid
    x something that has a price   h something that has a number of parts
    . a person    : a body of persons
    ! of a verb: in Persian its object has را even when it is indefinite
"""

from __future__ import annotations

from collections.abc import Mapping

from training.tables import adjectives, nouns, rows, verbs
from training.values import Verb

_DOCUMENTS = """
dpra | report reports | el informe, los informes | گزارش، گزارش‌ها
dsap | agreement agreements | el acuerdo, los acuerdos | توافق، توافق‌ها
dsap | law laws | la ley, las leyes | قانون، قوانین
dap | budget budgets | el presupuesto, los presupuestos | بودجه، بودجه‌ها
dap | plan plans | el plan, los planes | طرح، طرح‌ها
dsa | contract contracts | el contrato, los contratos | قرارداد، قراردادها
dsr | letter letters | la carta, las cartas | نامه، نامه‌ها
dprs | statement statements | el comunicado, los comunicados | بیانیه، بیانیه‌ها
dapr | proposal proposals | la propuesta, las propuestas | پیشنهاد، پیشنهادها
dpr | list lists | la lista, las listas | فهرست، فهرست‌ها
dpx | map maps | el mapa, los mapas | نقشه، نقشه‌ها
dpr | article articles | el artículo, los artículos | مقاله، مقاله‌ها
dpr | translation translations | la traducción, las traducciones | ترجمه، ترجمه‌ها
dpa | programme programmes | el programa, los programas | برنامه، برنامه‌ها
dprx | guide guides | la guía, las guías | راهنما، راهنماها
dpr | study studies | el estudio, los estudios | پژوهش، پژوهش‌ها
dp | survey surveys | la encuesta, las encuestas | نظرسنجی، نظرسنجی‌ها
dpra | document documents | el documento, los documentos | سند، اسناد
dm | invoice invoices | la factura, las facturas | فاکتور، فاکتورها
dprx | book books | el libro, los libros | کتاب، کتاب‌ها
dpr | interview interviews | la entrevista, las entrevistas | گفت‌وگو، گفت‌وگوها
dsa | peace+agreement peace+agreements | el acuerdo+de+paz, los acuerdos+de+paz | توافق+صلح، توافق‌های+صلح
dsa | trade+agreement trade+agreements | el acuerdo+comercial, los acuerdos+comerciales | توافق+تجاری، توافق‌های+تجاری
dp | weather+forecast weather+forecasts | el pronóstico+del+tiempo, los pronósticos+del+tiempo | پیش‌بینی+هوا، پیش‌بینی‌های+هوا
dpr | price+list price+lists | la lista+de+precios, las listas+de+precios | فهرست+قیمت، فهرست‌های+قیمت
dpr | news+story news+stories | la noticia, las noticias | خبر، خبرها
dsr | form forms | el formulario, los formularios | فرم، فرم‌ها
"""

_EVENTS = """
e | meeting meetings | la reunión, las reuniones | جلسه، جلسه‌ها
e | conference conferences | la conferencia, las conferencias | همایش، همایش‌ها
e | concert concerts | el concierto, los conciertos | کنسرت، کنسرت‌ها
e | exhibition exhibitions | la exposición, las exposiciones | نمایشگاه، نمایشگاه‌ها
e | workshop workshops | el taller, los talleres | کارگاه، کارگاه‌ها
e | festival festivals | el festival, los festivales | جشنواره، جشنواره‌ها
e | course courses | el curso, los cursos | دوره، دوره‌ها
e | debate debates | el debate, los debates | مناظره، مناظره‌ها
e | seminar seminars | el seminario, los seminarios | سمینار، سمینارها
e | press+conference press+conferences | la rueda+de+prensa, las ruedas+de+prensa | نشست+خبری، نشست‌های+خبری
"""

_PLACES = """
loh | library libraries | la biblioteca, las bibliotecas | کتابخانه، کتابخانه‌ها
loh | museum museums | el museo, los museos | موزه، موزه‌ها
loh | school schools | la escuela, las escuelas | مدرسه، مدرسه‌ها
lh | hospital hospitals | el hospital, los hospitales | بیمارستان، بیمارستان‌ها
lo | market markets | el mercado, los mercados | بازار، بازارها
l | bridge bridges | el puente, los puentes | پل، پل‌ها
lo | station stations | la estación, las estaciones | ایستگاه، ایستگاه‌ها
l | port ports | el puerto, los puertos | بندر، بندرها
lo | park parks | el parque, los parques | پارک، پارک‌ها
loh | office offices | la oficina, las oficinas | دفتر، دفترها
loh | theatre theatres | el teatro, los teatros | تئاتر، تئاترها
lh | university universities | la universidad, las universidades | دانشگاه، دانشگاه‌ها
lo | airport airports | el aeropuerto, los aeropuertos | فرودگاه، فرودگاه‌ها
l | road roads | la carretera, las carreteras | جاده، جاده‌ها
lo | swimming+pool swimming+pools | la piscina, las piscinas | استخر، استخرها
lo | bookshop bookshops | la librería, las librerías | کتاب‌فروشی، کتاب‌فروشی‌ها
lh | building buildings | el edificio, los edificios | ساختمان، ساختمان‌ها
lo | restaurant restaurants | el restaurante, los restaurantes | رستوران، رستوران‌ها
lo | archive archives | el archivo, los archivos | بایگانی، بایگانی‌ها
l | square squares | la plaza, las plazas | میدان، میدان‌ها
lo | reading+room reading+rooms | la sala+de+lectura, las salas+de+lectura | سالن+مطالعه، سالن‌های+مطالعه
lo | town+hall town+halls | el ayuntamiento, los ayuntamientos | شهرداری، شهرداری‌ها
l | tunnel tunnels | el túnel, los túneles | تونل، تونل‌ها
"""

_PEOPLE = """
. | minister ministers | el ministro, los ministros | وزیر، وزیران
. | mayor mayors | la alcaldesa, las alcaldesas | شهردار، شهرداران
. | director directors | la directora, las directoras | مدیر، مدیران
. | engineer engineers | el ingeniero, los ingenieros | مهندس، مهندسان
. | journalist journalists | el periodista, los periodistas | روزنامه‌نگار، روزنامه‌نگاران
. | translator translators | la traductora, las traductoras | مترجم، مترجمان
. | teacher teachers | la maestra, las maestras | معلم، معلمان
. | student students | el estudiante, los estudiantes | دانشجو، دانشجویان
. | doctor doctors | la médica, las médicas | پزشک، پزشکان
. | editor editors | la editora, las editoras | ویراستار، ویراستاران
. | ambassador ambassadors | el embajador, los embajadores | سفیر، سفیران
. | worker workers | el trabajador, los trabajadores | کارگر، کارگران
. | visitor visitors | el visitante, los visitantes | بازدیدکننده، بازدیدکنندگان
. | expert experts | la experta, las expertas | کارشناس، کارشناسان
. | reporter reporters | la reportera, las reporteras | خبرنگار، خبرنگاران
. | volunteer volunteers | el voluntario, los voluntarios | داوطلب، داوطلبان
. | colleague colleagues | el colega, los colegas | همکار، همکاران
. | reader readers | el lector, los lectores | خواننده، خوانندگان
. | member members | el miembro, los miembros | عضو، اعضا
. | spokesperson spokespersons | la portavoz, las portavoces | سخنگو، سخنگویان
. | author authors | la autora, las autoras | نویسنده، نویسندگان
. | negotiator negotiators | la negociadora, las negociadoras | مذاکره‌کننده، مذاکره‌کنندگان
. | neighbour neighbours | el vecino, los vecinos | همسایه، همسایه‌ها
"""

_BODIES = """
: | government governments | el gobierno, los gobiernos | دولت، دولت‌ها
: | council councils | el consejo, los consejos | شورا، شوراها
: | parliament parliaments | el parlamento, los parlamentos | مجلس، مجلس‌ها
: | committee committees | el comité, los comités | کمیته، کمیته‌ها
: | ministry ministries | el ministerio, los ministerios | وزارتخانه، وزارتخانه‌ها
: | commission commissions | la comisión, las comisiones | کمیسیون، کمیسیون‌ها
: | company companies | la empresa, las empresas | شرکت، شرکت‌ها
: | newspaper newspapers | el periódico, los periódicos | روزنامه، روزنامه‌ها
: | association associations | la asociación, las asociaciones | انجمن، انجمن‌ها
: | team teams | el equipo, los equipos | گروه، گروه‌ها
: | party parties | el partido, los partidos | حزب، حزب‌ها
: | court courts | el tribunal, los tribunales | دادگاه، دادگاه‌ها
: | union unions | el sindicato, los sindicatos | اتحادیه، اتحادیه‌ها
"""

_OFFICIALS = """
the president | el presidente | رئیس‌جمهور
the prime minister | la primera ministra | نخست‌وزیر
the foreign minister | la ministra de Exteriores | وزیر امور خارجه
the finance minister | el ministro de Economía | وزیر اقتصاد
the Ministry of Health | el Ministerio de Salud | وزارت بهداشت
the Ministry of Culture | el Ministerio de Cultura | وزارت فرهنگ
the Ministry of Education | el Ministerio de Educación | وزارت آموزش
the Ministry of Transport | el Ministerio de Transportes | وزارت راه
the Ministry of Energy | el Ministerio de Energía | وزارت نیرو
the city council | el ayuntamiento | شورای شهر
the river commission | la comisión del río | کمیسیون رودخانه
the port authority | la autoridad portuaria | ادارهٔ بندر
the central bank | el banco central | بانک مرکزی
the weather service | el servicio meteorológico | سازمان هواشناسی
the translation team | el equipo de traducción | گروه ترجمه
the newsroom | la redacción | تحریریه
the press office | la oficina de prensa | دفتر مطبوعاتی
the European Union | la Unión Europea | اتحادیهٔ اروپا
the research group | el grupo de investigación | گروه پژوهشی
"""

_NAMES = """
Lina Arbel | Lina Arbel | لینا آربل
Inés Valdecasa | Inés Valdecasa | اینس والدکاسا
Marta Salvatierra | Marta Salvatierra | مارتا سالواتیرا
Sara Nilufari | Sara Nilufari | سارا نیلوفری
Nadia Sarmad | Nadia Sarmad | نادیا سرمد
Omid Ravandi | Omid Ravandi | امید راوندی
Berta Lanuza | Berta Lanuza | برتا لانوسا
Mahtab Kuhyar | Mahtab Kuhyar | مهتاب کوهیار
Clara Otero | Clara Otero | کلارا اوترو
Navid Sahrai | Navid Sahrai | نوید صحرایی
Elena Prado | Elena Prado | النا پرادو
Daniel Costa | Daniel Costa | دانیل کوستا
Reza Amini | Reza Amini | رضا امینی
Mina Karimi | Mina Karimi | مینا کریمی
"""

_CITIES = """
Madrid | Madrid | مادرید
Tehran | Teherán | تهران
Lisbon | Lisboa | لیسبون
Berlin | Berlín | برلین
Paris | París | پاریس
London | Londres | لندن
Rome | Roma | رم
Vienna | Viena | وین
Geneva | Ginebra | ژنو
Brussels | Bruselas | بروکسل
Istanbul | Estambul | استانبول
Cairo | El Cairo | قاهره
Baghdad | Bagdad | بغداد
Isfahan | Isfahán | اصفهان
Shiraz | Shiraz | شیراز
Tabriz | Tabriz | تبریز
Seville | Sevilla | سویل
Barcelona | Barcelona | بارسلونا
Bogotá | Bogotá | بوگوتا
Lima | Lima | لیما
Mexico City | Ciudad de México | مکزیکوسیتی
Buenos Aires | Buenos Aires | بوئنوس آیرس
New York | Nueva York | نیویورک
Tokyo | Tokio | توکیو
Port Miraval | Puerto Miraval | بندر میراوال
Three Shores | Tres Orillas | سه ساحل
"""

_COUNTRIES = """
Spain | España | اسپانیا
Iran | Irán | ایران
Portugal | Portugal | پرتغال
France | Francia | فرانسه
Germany | Alemania | آلمان
Italy | Italia | ایتالیا
Mexico | México | مکزیک
Chile | Chile | شیلی
Peru | Perú | پرو
Colombia | Colombia | کلمبیا
Turkey | Turquía | ترکیه
Iraq | Irak | عراق
Japan | Japón | ژاپن
China | China | چین
India | India | هند
Egypt | Egipto | مصر
Canada | Canadá | کانادا
Tolmara | Tolmara | تولمارا
"""

_WEEKDAYS = """
Monday | lunes | دوشنبه
Tuesday | martes | سه‌شنبه
Wednesday | miércoles | چهارشنبه
Thursday | jueves | پنجشنبه
Friday | viernes | جمعه
Saturday | sábado | شنبه
Sunday | domingo | یکشنبه
"""

_MONTHS = """
January | enero | ژانویه
February | febrero | فوریه
March | marzo | مارس
April | abril | آوریل
May | mayo | مه
June | junio | ژوئن
July | julio | ژوئیه
August | agosto | اوت
September | septiembre | سپتامبر
October | octubre | اکتبر
November | noviembre | نوامبر
December | diciembre | دسامبر
"""

_ADJECTIVES = """
delo.: | new | -nuevo nueva nuevos nuevas | جدید
delo | old | -antiguo antigua antiguos antiguas | قدیمی
de | important | importante importante importantes importantes | مهم
delo.: | local | local local locales locales | محلی
elo | large | grande grande grandes grandes | بزرگ
elo | small | pequeño pequeña pequeños pequeñas | کوچک
lo | modern | moderno moderna modernos modernas | مدرن
lo | main | principal principal principales principales | اصلی
delo | public | público pública públicos públicas | عمومی
de: | international | internacional internacional internacionales internacionales | بین‌المللی
de: | national | nacional nacional nacionales nacionales | ملی
de | annual | anual anual anuales anuales | سالانه
de | short | breve breve breves breves | کوتاه
d | final | final final finales finales | نهایی
d | official | oficial oficial oficiales oficiales | رسمی
d | digital | digital digital digitales digitales | دیجیتال
d | monthly | mensual mensual mensuales mensuales | ماهانه
d | joint | conjunto conjunta conjuntos conjuntas | مشترک
de | special | especial especial especiales especiales | ویژه
de | first | -primer primera primeros primeras | نخست
de | second | -segundo segunda segundos segundas | دوم
. | former | -antiguo antigua antiguos antiguas | پیشین
. | young | joven joven jóvenes jóvenes | جوان
.: | Spanish | español española españoles españolas | اسپانیایی
.: | Iranian | iraní iraní iraníes iraníes | ایرانی
.: | French | francés francesa franceses francesas | فرانسوی
.: | German | alemán alemana alemanes alemanas | آلمانی
"""

_VERBS = """
p | publish publishes published published | publicar | منتشر کردن
s | sign signs signed signed | firmar | امضا کردن
a! | approve approves approved approved | aprobar aprueba aprueban aprobó aprobaron aprobado | تصویب کردن
a! | reject rejects rejected rejected | rechazar | رد کردن
r! | read reads read read | leer lee leen leyó leyeron leído | خواندن
r! | translate translates translated translated | traducir traduce traducen tradujo tradujeron traducido | ترجمه کردن
d | send sends sent sent | enviar envía envían envió enviaron enviado | فرستادن
d! | review reviews reviewed reviewed | revisar | بررسی کردن
d! | correct corrects corrected corrected | corregir corrige corrigen corrigió corrigieron corregido | اصلاح کردن
de | prepare prepares prepared prepared | preparar | آماده کردن
d | present presents presented presented | presentar | ارائه کردن
d! | share shares shared shared | compartir | به+اشتراک گذاشتن
d! | update updates updated updated | actualizar | به‌روز کردن
ae! | announce announces announced announced | anunciar | اعلام کردن
ae! | change changes changed changed | cambiar | تغییر دادن
a! | explain explains explained explained | explicar | توضیح دادن
e | organise organises organised organised | organizar | برگزار کردن
e! | cancel cancels cancelled cancelled | cancelar | لغو کردن
e! | postpone postpones postponed postponed | aplazar | به+تعویق انداختن
l! | open opens opened opened | abrir abre abren abrió abrieron abierto | افتتاح کردن
l! | close closes closed closed | cerrar cierra cierran cerró cerraron cerrado | بستن
l! | repair repairs repaired repaired | reparar | تعمیر کردن
l | build builds built built | construir construye construyen construyó construyeron construido | ساختن
l! | inspect inspects inspected inspected | inspeccionar | بازرسی کردن
m! | pay pays paid paid | pagar | پرداخت کردن
x | buy buys bought bought | comprar | خریدن
a | support supports supported supported | apoyar | حمایت کردن | // از
a | criticise criticises criticised criticised | criticar | انتقاد کردن | // از
l | visit visits visited visited | visitar | بازدید کردن | // از
e | attend attends attended attended | asistir | شرکت کردن | /a/ در
ae | discuss discusses discussed discussed | debatir | گفت‌وگو کردن | /sobre/ دربارهٔ
"""

_OTHER_VERBS = """
. | meet meets met met | reunirse reúne reúnen reunió reunieron reunido | دیدار کردن | with/con/ با
. | speak speaks spoke spoken | hablar | صحبت کردن | about/sobre/ دربارهٔ
. | arrive arrives arrived arrived | llegar | رسیدن
. | travel travels travelled travelled | viajar | سفر کردن
. | work works worked worked | trabajar | کار کردن
. | begin begins began begun | comenzar comienza comienzan comenzó comenzaron comenzado | آغاز شدن
. | end ends ended ended | terminar | پایان یافتن
. | rise rises rose risen | subir | افزایش یافتن
. | fall falls fell fallen | bajar | کاهش یافتن
"""

NOUNS = nouns(_DOCUMENTS) + nouns(_EVENTS) + nouns(_PLACES)
PEOPLE = nouns(_PEOPLE, agent=True, person=True)
BODIES = nouns(_BODIES, agent=True)
OFFICIALS = rows(_OFFICIALS)
NAMES = rows(_NAMES)
CITIES = rows(_CITIES)
COUNTRIES = rows(_COUNTRIES)
WEEKDAYS = rows(_WEEKDAYS)
MONTHS = rows(_MONTHS)
ADJECTIVES = adjectives(_ADJECTIVES)
VERBS: Mapping[str, Verb] = verbs(_VERBS) | verbs(_OTHER_VERBS)
RELATIONS = rows("""
relations between {a} and {b} improved {when} | las relaciones entre {a} y {b} mejoraron {when} | روابط {a} و {b} {when} بهبود یافت
{a} and {b} signed a peace agreement {when} | {a} y {b} firmaron un acuerdo de paz {when} | {a} و {b} {when} یک توافق صلح امضا کردند
the talks between {a} and {b} began {when} | las conversaciones entre {a} y {b} comenzaron {when} | گفت‌وگوهای {a} و {b} {when} آغاز شد
the talks between {a} and {b} ended without an agreement {when} | las conversaciones entre {a} y {b} terminaron sin acuerdo {when} | گفت‌وگوهای {a} و {b} {when} بدون توافق پایان یافت
the border between {a} and {b} was closed {when} | la frontera entre {a} y {b} fue cerrada {when} | مرز {a} و {b} {when} بسته شد
""")
"""What happens between two countries."""
