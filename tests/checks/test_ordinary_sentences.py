"""Ordinary sentences in the languages that newsrooms write in pass every check.

The checks were made on Spanish and Persian; what is usual elsewhere must not be a mistake there:
the letters of a language, its quotation marks, how it asks, dates and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import checked, selected

ENGLISH = (
    "Who is this report for?",
    "She said: “We live here, and we will stay.”",
    "On 20 August 2020, 3.5 percent of 1,200 women voted.",
)
SENTENCES = {
    "ar": (
        "لمن هذا التقرير؟",
        "قالت: «نحن نعيش هنا وسنبقى».",
        "في ٢٠ أغسطس ٢٠٢٠، صوتت ٣٫٥ في المائة من ١٬٢٠٠ امرأة.",
    ),
    "bg": (
        "За кого е този доклад?",
        "Тя каза: „Ние живеем тук и ще останем“.",
        "На 20 август 2020 г. гласуваха 3,5 процента от 1200 жени.",
    ),
    "bn": (
        "এই প্রতিবেদনটি কার জন্য?",
        "তিনি বললেন: “আমরা এখানে থাকি, এবং আমরা থাকব।”",
        "২০ আগস্ট ২০২০ তারিখে ১,২০০ নারীর ৩.৫ শতাংশ ভোট দিয়েছেন।",
    ),
    "ca": (
        "Per a qui és aquest informe?",
        "Va dir: «Vivim aquí i ens hi quedarem».",
        "El 20 d’agost de 2020 va votar el 3,5 per cent de 1.200 dones.",
    ),
    "cs": (
        "Pro koho je tato zpráva?",
        "Žena řekla: „Žijeme tady a zůstaneme.“",
        "Dne 20. srpna 2020 volilo 3,5 procenta z 1 200 žen.",
    ),
    "da": (
        "Hvem er denne rapport til?",
        "Hun sagde: »Vi bor her, og vi bliver.«",
        "Den 20. august 2020 stemte 3,5 procent af 1.200 kvinder.",
    ),
    "de": (
        "Für wen ist dieser Bericht?",
        "Sie sagte: „Wir leben hier, und wir bleiben.“",
        "Am 20. August 2020 wählten 3,5 Prozent von 1.200 Frauen.",
    ),
    "el": (
        "Για ποιον είναι αυτή η έκθεση;",
        "Είπε: «Ζούμε εδώ και θα μείνουμε».",
        "Στις 20 Αυγούστου 2020 ψήφισε το 3,5 τοις εκατό από 1.200 γυναίκες.",
    ),
    "et": (
        "Kellele see aruanne on?",
        "Ta ütles: „Me elame siin ja jääme siia.“ Žanr on uudis.",
        "20. augustil 2020 hääletas 3,5 protsenti 1200 naisest.",
    ),
    "eu": (
        "Norentzat da txosten hau?",
        "Hark esan zuen: «Hemen bizi gara, eta geratuko gara».",
        "2020ko abuztuaren 20an, 1.200 emakumeren ehuneko 3,5ek bozkatu zuen.",
    ),
    "fi": (
        "Kenelle tämä raportti on?",
        "Hän sanoi: ”Me asumme täällä ja jäämme tänne.”",
        "20. elokuuta 2020 äänesti 3,5 prosenttia 1 200 naisesta.",
    ),
    "fr": (
        "À qui s’adresse ce rapport ?",
        "Elle a dit : « Nous vivons ici, et nous resterons. »",
        "Le 20 août 2020, 3,5 pour cent de 1 200 femmes ont voté ; œuvrer, c’est vivre.",
    ),
    "he": (
        "למי מיועד הדוח הזה?",
        "היא אמרה: ”אנחנו גרים כאן, ונישאר.”",
        "ב־20 באוגוסט 2020 הצביעו 3.5 אחוזים מ־1,200 נשים.",
    ),
    "hi": (
        "यह रिपोर्ट किसके लिए है?",
        "उसने कहा: “हम यहाँ रहते हैं, और धीरे धीरे सब रहेंगे।”",
        "20 अगस्त 2020 को 1,200 महिलाओं में से 3.5 प्रतिशत ने मतदान किया।",
    ),
    "hr": (
        "Za koga je ovo izvješće?",
        "Žena je rekla: „Živimo ovdje i ostat ćemo.”",
        "Dana 20. kolovoza 2020. glasovalo je 3,5 posto od 1200 žena.",
    ),
    "hu": (
        "Kinek szól ez a jelentés?",
        "Azt mondta: „Itt élünk, és maradunk.”",
        "2020. augusztus 20-án 1200 nő 3,5 százaléka szavazott.",
    ),
    "hy": (
        "Ո՞ւմ համար է այս զեկույցը։",
        "Նա ասաց. «Մենք ապրում ենք այստեղ և կմնանք»։",
        "2020 թվականի օգոստոսի 20-ին քվեարկեց 1200 կնոջ 3,5 տոկոսը։",
    ),
    "id": (
        "Untuk siapa laporan ini?",
        "Ia berkata: “Kami tinggal di sini, dan kami akan tetap di sini.”",
        "Pada 20 Agustus 2020, 3,5 persen dari 1.200 perempuan memilih.",
    ),
    "it": (
        "Per chi è questo rapporto?",
        "Ha detto: «Viviamo qui e resteremo».",
        "Il 20 agosto 2020 ha votato il 3,5 per cento di 1.200 donne.",
    ),
    "ja": (
        "この報告書は誰のためのものですか。",
        "彼女は「私たちはここに住んでいます。これからも残ります」と言った。",
        "2020 年 8 月 20 日、1,200 人の女性の 3.5 パーセントが投票した。",
    ),
    "ka": (
        "ვისთვის არის ეს ანგარიში?",
        "მან თქვა: „ჩვენ აქ ვცხოვრობთ და დავრჩებით.“",
        "2020 წლის 20 აგვისტოს 1200 ქალის 3,5 პროცენტმა მისცა ხმა.",
    ),
    "ko": (
        "이 보고서는 누구를 위한 것입니까?",
        "그녀는 “우리는 여기에 살고 앞으로도 머물 것입니다.”라고 말했다.",
        "2020년 8월 20일 여성 1,200명의 3.5퍼센트가 투표했다.",
    ),
    "lt": (
        "Kam skirta ši ataskaita?",
        "Žmona pasakė: „Mes čia gyvename ir liksime.“",
        "2020 m. rugpjūčio 20 d. balsavo 3,5 procento iš 1 200 moterų.",
    ),
    "lv": (
        "Kam ir šis ziņojums?",
        "Viņa teica: “Mēs dzīvojam šeit un paliksim. Žēl.”",
        "2020. gada 20. augustā balsoja 3,5 procenti no 1200 sievietēm.",
    ),
    "nb": (
        "Hvem er denne rapporten for?",
        "Hun sa: «Vi bor her, og vi blir.»",
        "Den 20. august 2020 stemte 3,5 prosent av 1200 kvinner.",
    ),
    "nl": (
        "Voor wie is dit rapport?",
        "Ze zei: ‘Wij wonen hier, en wij blijven.’",
        "Op 20 augustus 2020 stemde 3,5 procent van 1.200 vrouwen.",
    ),
    "pl": (
        "Dla kogo jest ten raport?",
        "Powiedziała: „Żyjemy tutaj i zostaniemy”.",
        "20 sierpnia 2020 roku zagłosowało 3,5 procent z 1200 kobiet.",
    ),
    "pt": (
        "Para quem é este relatório?",
        "Ela disse: «Vivemos aqui e vamos ficar.»",
        "A 20 de agosto de 2020 votaram 3,5 por cento de 1200 mulheres.",
    ),
    "pt-BR": (
        "Para quem é este relatório?",
        "Ela disse: “Moramos aqui e vamos ficar.”",
        "Em 20 de agosto de 2020, 3,5 por cento de 1.200 mulheres votaram.",
    ),
    "ro": (
        "Pentru cine este acest raport?",
        "Ea a spus: „Trăim aici și vom rămâne.”",
        "La 20 august 2020 au votat 3,5 la sută din 1.200 de femei.",
    ),
    "ru": (
        "Для кого этот доклад?",
        "Она сказала: «Мы живём здесь и останемся».",
        "20 августа 2020 года проголосовали 3,5 процента из 1200 женщин.",
    ),
    "sk": (
        "Pre koho je táto správa?",
        "Žena povedala: „Žijeme tu a zostaneme.“",
        "Dňa 20. augusta 2020 volilo 3,5 percenta z 1 200 žien.",
    ),
    "sl": (
        "Za koga je to poročilo?",
        "Žena je rekla: »Živimo tukaj in bomo ostali.«",
        "20. avgusta 2020 je glasovalo 3,5 odstotka od 1200 žensk.",
    ),
    "sr": (
        "За кога је овај извештај?",
        "Рекла је: „Живимо овде и остаћемо.“",
        "Дана 20. августа 2020. гласало је 3,5 посто од 1.200 жена.",
    ),
    "sv": (
        "Vem är den här rapporten för?",
        "Hon sade: ”Vi bor här, och vi stannar.”",
        "Den 20 augusti 2020 röstade 3,5 procent av 1 200 kvinnor.",
    ),
    "sw": (
        "Ripoti hii ni ya nani?",
        "Alisema: “Tunaishi hapa, na tutakaa polepole.”",
        "Tarehe 20 Agosti 2020, asilimia 3.5 ya wanawake 1,200 walipiga kura.",
    ),
    "th": (
        "รายงานนี้สำหรับใคร",
        "เธอกล่าวว่า “เราอยู่ที่นี่ และเราจะอยู่ต่อไป”",
        "เมื่อวันที่ 20 สิงหาคม 2563 ผู้หญิงร้อยละ 3.5 จาก 1,200 คนลงคะแนนเสียง",
    ),
    "tr": (
        "Bu rapor kimin için?",
        "Kadın şöyle dedi: “Burada yaşıyoruz ve yavaş yavaş yerleşeceğiz.”",
        "20 Ağustos 2020’de 1.200 kadının yüzde 3,5’i oy kullandı.",
    ),
    "uk": (
        "Для кого цей звіт?",
        "Вона сказала: «Ми живемо тут і залишимося».",
        "20 серпня 2020 року проголосували 3,5 відсотка з 1200 жінок.",
    ),
    "ur": (
        "یہ رپورٹ کس کے لیے ہے؟",
        "اس نے کہا: “ہم یہاں رہتے ہیں، اور رہیں گے۔”",
        "20 اگست 2020 کو 1,200 خواتین میں سے 3.5 فیصد نے ووٹ دیا۔",
    ),
    "vi": (
        "Báo cáo này dành cho ai?",
        "Cô nói: “Chúng tôi sống ở đây, và luôn luôn ở lại.”",
        "Ngày 20 tháng 8 năm 2020, 3,5 phần trăm trong số 1.200 phụ nữ đã bỏ phiếu.",
    ),
    "zh-Hans": (
        "这份报告是给谁看的？",
        "她说：“我们住在这里，我们会留下来。”",
        "2020年8月20日，1,200名女性中有3.5%投了票。",
    ),
    "zh-Hant": (
        "這份報告是給誰看的？",
        "她說：「我們住在這裡，我們會留下來。」",
        "2020年8月20日，1,200名女性中有3.5%投了票。",
    ),
}  # fmt: skip

MORE_ENGLISH = (
    "The deal was signed at 3:30 p.m. on Friday (local time).",
    "In the 1990s the bridge cost $1.5 billion.",
    "“Why,” he asked, “did nobody tell us that?”",
    "The 12th round of talks ended without a result!",
)
MORE = {
    "ar": (
        "وُقّع الاتفاق في الساعة 3:30 من بعد ظهر يوم الجمعة (بالتوقيت المحلي).",
        "في تسعينيات القرن الماضي كلف الجسر 1.5 مليار دولار.",
        "وسأل: «لماذا لم يخبرنا أحد بذلك؟»",
        "انتهت الجولة الثانية عشرة من المحادثات دون نتيجة!",
    ),
    "cs": (
        "Dohoda byla podepsána v pátek v 15.30 (místního času).",
        "V 90. letech stál most 1,5 miliardy dolarů.",
        "„Proč nám to nikdo neřekl?“ zeptal se.",
        "Dvanácté kolo rozhovorů skončilo bez výsledku!",
    ),
    "de": (
        "Das Abkommen wurde am Freitag um 15.30 Uhr (Ortszeit) unterzeichnet.",
        "In den 1990er-Jahren kostete die Brücke 1,5 Milliarden Dollar.",
        "„Warum“, fragte er, „hat uns das niemand gesagt?“",
        "Die 12. Runde der Gespräche endete ohne Ergebnis!",
    ),
    "el": (
        "Η συμφωνία υπογράφηκε στις 3:30 μ.μ. την Παρασκευή (τοπική ώρα).",
        "Τη δεκαετία του 1990 η γέφυρα κόστισε 1,5 δισεκατομμύριο δολάρια.",
        "«Γιατί», ρώτησε, «δεν μας το είπε κανείς;»",
        "Ο 12ος γύρος των συνομιλιών έληξε χωρίς αποτέλεσμα!",
    ),
    "fr": (
        "L’accord a été signé vendredi à 15 h 30 (heure locale).",
        "Dans les années 1990, le pont a coûté 1,5 milliard de dollars.",
        "« Pourquoi, a-t-il demandé, personne ne nous l’a-t-il dit ? »",
        "Le 12e cycle de pourparlers s’est achevé sans résultat !",
    ),
    "he": (
        "ההסכם נחתם ביום שישי בשעה 15:30 (שעון מקומי).",
        "בשנות ה־90 עלה הגשר 1.5 מיליארד דולר.",
        "”למה”, שאל, ”איש לא סיפר לנו על כך?”",
        "הסבב ה־12 של השיחות הסתיים בלי תוצאה!",
    ),
    "hi": (
        "समझौते पर शुक्रवार को दोपहर 3:30 बजे (स्थानीय समय) हस्ताक्षर हुए।",
        "1990 के दशक में पुल पर 1.5 अरब डॉलर खर्च हुए।",
        "“किसी ने हमें,” उसने पूछा, “यह क्यों नहीं बताया?”",
        "वार्ता का 12वाँ दौर बिना नतीजे के समाप्त हुआ!",
    ),
    "hu": (
        "A megállapodást pénteken 15.30-kor (helyi idő szerint) írták alá.",
        "Az 1990-es években a híd 1,5 milliárd dollárba került.",
        "„Miért – kérdezte – nem mondta ezt nekünk senki?”",
        "A tárgyalások 12. fordulója eredmény nélkül ért véget!",
    ),
    "id": (
        "Kesepakatan itu ditandatangani pukul 15.30 pada hari Jumat (waktu setempat).",
        "Pada tahun 1990-an jembatan itu menelan biaya 1,5 miliar dolar.",
        "“Mengapa,” ia bertanya, “tidak ada yang memberi tahu kami?”",
        "Putaran ke-12 perundingan berakhir tanpa hasil!",
    ),
    "it": (
        "L’accordo è stato firmato venerdì alle 15.30 (ora locale).",
        "Negli anni Novanta il ponte costò 1,5 miliardi di dollari.",
        "«Perché», chiese, «nessuno ce l’ha detto?»",
        "Il 12º ciclo di colloqui è finito senza risultati!",
    ),
    "ja": (
        "協定は金曜日の午後3時30分（現地時間）に署名された。",
        "1990年代に橋には15億ドルがかかった。",
        "「なぜ」と彼は尋ねた。「誰も私たちに言わなかったのですか」",
        "第12回の協議は成果なく終わった！",
    ),
    "ko": (
        "합의는 금요일 오후 3시 30분(현지 시간)에 서명되었다.",
        "1990년대에 그 다리에는 15억 달러가 들었다.",
        "“왜 아무도 우리에게 말해 주지 않았습니까?”라고 그는 물었다.",
        "제12차 회담은 성과 없이 끝났다!",
    ),
    "nl": (
        "Het akkoord werd vrijdag om 15.30 uur (plaatselijke tijd) ondertekend.",
        "In de jaren 90 kostte de brug 1,5 miljard dollar.",
        "‘Waarom’, vroeg hij, ‘heeft niemand ons dat verteld?’",
        "De 12e gespreksronde eindigde zonder resultaat!",
    ),
    "pl": (
        "Umowę podpisano w piątek o 15.30 (czasu lokalnego).",
        "W latach 90. most kosztował 1,5 miliarda dolarów.",
        "„Dlaczego – zapytał – nikt nam tego nie powiedział?”",
        "Dwunasta runda rozmów zakończyła się bez rezultatu!",
    ),
    "pt-BR": (
        "O acordo foi assinado na sexta-feira, às 15h30 (horário local).",
        "Nos anos 1990, a ponte custou 1,5 bilhão de dólares.",
        "“Por que”, perguntou ele, “ninguém nos disse isso?”",
        "A 12ª rodada de negociações terminou sem resultado!",
    ),
    "ro": (
        "Acordul a fost semnat vineri, la ora 15.30 (ora locală).",
        "În anii 1990, podul a costat 1,5 miliarde de dolari.",
        "„De ce”, a întrebat el, „nu ne-a spus nimeni asta?”",
        "A 12-a rundă de discuții s-a încheiat fără rezultat!",
    ),
    "ru": (
        "Соглашение подписали в пятницу в 15:30 (по местному времени).",
        "В 1990-х годах мост обошёлся в 1,5 миллиарда долларов.",
        "«Почему, — спросил он, — никто нам этого не сказал?»",
        "Двенадцатый раунд переговоров закончился безрезультатно!",
    ),
    "sv": (
        "Avtalet undertecknades på fredagen klockan 15.30 (lokal tid).",
        "På 1990-talet kostade bron 1,5 miljarder dollar.",
        "”Varför”, frågade han, ”har ingen sagt det till oss?”",
        "Den 12:e förhandlingsrundan slutade utan resultat!",
    ),
    "tr": (
        "Anlaşma cuma günü saat 15.30’da (yerel saatle) imzalandı.",
        "1990’larda köprü 1,5 milyar dolara mal oldu.",
        "“Neden,” diye sordu, “bize bunu kimse söylemedi?”",
        "Görüşmelerin 12. turu sonuçsuz sona erdi!",
    ),
    "uk": (
        "Угоду підписали у п’ятницю о 15:30 (за місцевим часом).",
        "У 1990-х роках міст коштував 1,5 мільярда доларів.",
        "«Чому, — запитав він, — ніхто нам цього не сказав?»",
        "Дванадцятий раунд переговорів завершився безрезультатно!",
    ),
    "vi": (
        "Thỏa thuận được ký lúc 15 giờ 30 thứ Sáu (giờ địa phương).",
        "Vào thập niên 1990, cây cầu tốn 1,5 tỷ đô la.",
        "“Tại sao,” ông hỏi, “không ai nói cho chúng tôi biết?”",
        "Vòng đàm phán thứ 12 kết thúc mà không có kết quả!",
    ),
    "zh-Hans": (
        "协议于周五下午3点30分（当地时间）签署。",
        "上世纪90年代，这座桥耗资15亿美元。",
        "“为什么，”他问道，“没有人告诉我们？”",
        "第12轮会谈无果而终！",
    ),
    "zh-Hant": (
        "協議於週五下午3時30分（當地時間）簽署。",
        "1990年代，這座橋耗資15億美元。",
        "「為什麼，」他問道，「沒有人告訴我們？」",
        "第12輪會談無果而終！",
    ),
}  # fmt: skip


@pytest.mark.parametrize("locale", SENTENCES)
def test_nothing_is_found_in_ordinary_sentences(locale: str) -> None:
    found = [
        (one.check, one.hit.message, target)
        for source, target in _pairs(locale)
        for one in checked(Pair(source, target, "en", locale), selected(locale))
    ]
    assert found == []


def _pairs(locale: str) -> Iterator[tuple[str, str]]:
    yield from zip(ENGLISH, SENTENCES[locale], strict=True)
    yield from zip(MORE_ENGLISH, MORE.get(locale, ()), strict=False)


@pytest.mark.parametrize("locale", SENTENCES)
def test_another_digit_or_a_lost_mark_is_found_in_each(locale: str) -> None:
    """Numbers with another last digit, questions without their mark, a quotation mark less."""
    missed = [
        damaged
        for source, target in _pairs(locale)
        for damaged in _damaged(target)
        if not checked(Pair(source, damaged, "en", locale), selected(locale))
    ]
    assert missed == []


def _damaged(target: str) -> Iterator[str]:
    for number in re.finditer(r"\d+", target):
        last = number[0][-1]
        zero = ord(last) - int(last)
        at = number.end() - 1
        yield target[:at] + chr(zero + (int(last) + 1) % 10) + target[at + 1 :]
    if target.rstrip()[-1] in "?؟？;":
        yield target.rstrip()[:-1].rstrip() + "."
    for sign in "«»“”„「」":
        if sign in target:
            yield target.replace(sign, "", 1)


@pytest.mark.parametrize("locale", SENTENCES)
def test_ordinary_sentences_pass_as_the_source_of_spanish_ones(locale: str) -> None:
    spanish = (
        "¿Para quién es este informe?",
        "Ella dijo: «Vivimos aquí y nos quedaremos».",
        "El 20 de agosto de 2020 votó el 3,5 por ciento de 1200 mujeres.",
        "El acuerdo se firmó el viernes a las 15.30 (hora local).",
        "En los años noventa, el puente costó 1500 millones de dólares.",
        "«¿Por qué —preguntó— no nos lo dijo nadie?».",
        "La duodécima ronda de conversaciones terminó sin resultado.",
    )
    found = [
        (one.check, one.hit.message, source)
        for source, target in zip(
            (*SENTENCES[locale], *MORE.get(locale, ())), spanish, strict=False
        )
        for one in checked(Pair(source, target, locale, "es"), selected("es"))
    ]
    assert found == []
