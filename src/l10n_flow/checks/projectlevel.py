"""What `check` finds beyond a pair of texts: in catalogs, editions and pages, and in origins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from l10n_flow.model import Severity


class ProjectLevel(NamedTuple):
    """One kind of finding that needs more than one entry."""

    finds: str
    """One or two sentences."""
    remedy: str
    severity: Severity
    leads: bool = True
    """Whether reports list it before the findings of single texts."""


PROJECT_LEVEL: Mapping[str, ProjectLevel] = {
    "inconsistent": ProjectLevel(
        "One text of three words or more is translated in two ways within the project.",
        "Decide for one of them, or give the text a context (`<!-- l10n: context … -->`).",
        Severity.INFO,
        leads=False,
    ),
    "duplicate-slug": ProjectLevel(
        "Two articles of one folder have the same address in a language: one edition would"
        " replace the other.",
        "Change one of the two in the language's `frozen.yaml`.",
        Severity.ERROR,
        leads=False,
    ),
    "out-of-date": ProjectLevel(
        "A catalog does not have the texts of its article: the article was changed after the last"
        " `sync`, or the catalog was emptied or cut short.",
        "Run `l10n-flow sync` and commit the catalogs. Where words were lost, bring the catalog"
        " back from version control first.",
        Severity.WARNING,
    ),
    "lost-words": ProjectLevel(
        "Translations that git knows of a catalog are gone from it, though its article has their"
        " texts: the file was cut short, deleted, or replaced by an older one, or reviewed words"
        " were emptied or made a machine's, or most words at once. With `--since` the catalogs that"
        " changed are compared with that revision; without it, those that lack texts, with their"
        " last versions. A reviewed translation that is empty, though its review is noted, is told"
        " without git as well.",
        "Bring the words back from version control, as the message says.",
        Severity.ERROR,
    ),
    "lost-reviews": ProjectLevel(
        "Reviews that git knows of a catalog are gone, though the words are the same: a program has"
        " dropped the translators' comments, or somebody took them back. It is looked for with"
        " `--since` only.",
        "Where a program did it, bring the catalog back from version control, as the message says,"
        " or have it reviewed again.",
        Severity.WARNING,
    ),
    "wrong-language": ProjectLevel(
        "A catalog's header names another language than that of its folder: `sync` and `build`"
        " refuse it. Or most of its texts are in another language. What the checks say of each text"
        " because of that is not reported.",
        "Move the file to the folder of its language, or correct the header's `Language`.",
        Severity.ERROR,
    ),
    "code-language": ProjectLevel(
        "Most texts of a catalog whose code is of words have these translated: readers seem to type"
        " or see them in their own language. What `translated-code` says of each is not reported.",
        "Make sure that they do; else copy the words of the source.",
        Severity.INFO,
    ),
    "other-version": ProjectLevel(
        "A quarter of the texts that people translated in a catalog, four or more, differ from"
        " their source in two of these: links, code, numbers, sentences. The translation seems to"
        " be of another version of the article. What the checks say of each text because of that"
        " is not reported, unless it is an error.",
        "Compare the translation with the article as it is now. The report in JSON has what differs"
        " in each text, under `explains`.",
        Severity.WARNING,
    ),
    "merge-conflict": ProjectLevel(
        "Two people translated a text differently, and a merge kept the words of both: one stands"
        " in the entry as a draft, the other in a comment.",
        "Keep the words that are right; delete the comment and the fuzzy mark.",
        Severity.ERROR,
    ),
    "bad-date": ProjectLevel(
        "A date field of an article that nobody can read as a date: editions, feeds and lists have"
        " none.",
        "Write it as 2026-11-23. `dates` in the configuration lists the fields that are dates.",
        Severity.WARNING,
    ),
    "dead-fragment": ProjectLevel(
        "A link of an article, or one that a translation has of its own, whose `#fragment` names no"
        " heading and no element of the article that it leads to.",
        "Correct the fragment, or give the heading its id back.",
        Severity.WARNING,
    ),
    "no-catalog": ProjectLevel(
        "An article has no catalog in a language that it is to be translated into.",
        "Run `l10n-flow sync` and commit the catalogs.",
        Severity.WARNING,
    ),
    "orphan": ProjectLevel(
        "A catalog belongs to no article.",
        "Delete it, or bring the article back; its words are still in it.",
        Severity.WARNING,
    ),
    "site-words": ProjectLevel(
        "Words of a project's `site.po` that notices and pages cannot use: a `{language}` or"
        " `%(shown)s` is lost, a form of number is missing, or the file cannot be read. Other words"
        " are used in their place.",
        "Put the placeholder into the words, where the number, name or date is to stand.",
        Severity.ERROR,
    ),
    "machine-draft": ProjectLevel(
        "A machine's words that nobody has looked at are, or will be, published: the policy of"
        " the language lets drafts through. Where they are half of the words or more, it says so.",
        "Review them (`l10n-flow approve`), or let the policy ask for more (`publish.min_state`).",
        Severity.INFO,
    ),
    "machine-share": ProjectLevel(
        "Half of an article's words or more are machine-translated and unedited; reported where"
        " `machine-draft` does not say it.",
        "Have somebody read it; readers are told by the notice until then.",
        Severity.INFO,
    ),
    "fake-text": ProjectLevel(
        "Words of the fake engine, which only pretends to translate, are, or will be, published. No"
        " other check looks at them.",
        "Empty them, or draft them with a real engine: `l10n-flow pretranslate --renew`.",
        Severity.ERROR,
    ),
    "other-draft": ProjectLevel(
        "Outdated or unfinished translations are, or will be, published: drafts that `sync` carried"
        " over from a text that changed, or that the memory has for a similar one; and those that"
        " somebody has marked as needing work.",
        "Review them (`l10n-flow approve --drafts`), or let the policy ask for more"
        " (`publish.min_state`).",
        Severity.INFO,
    ),
    "unknown-suppression": ProjectLevel(
        "A comment that is meant to suppress findings in an entry names an unknown check.",
        "Correct the name, or delete the comment.",
        Severity.WARNING,
    ),
    "expired-suppression": ProjectLevel(
        "A comment that suppresses findings in an entry was written for another text: the source"
        " has changed since, and the comment does nothing.",
        "Delete the comment. Where what it suppressed is found again, and is right again, delete"
        " only its `;h=…`.",
        Severity.INFO,
    ),
    "review-outdated": ProjectLevel(
        "An outdated review: the translation was reviewed, and then its words or its source were"
        " changed. The review no longer counts. Several of a catalog are one finding.",
        "Have it reviewed again: `l10n-flow approve`.",
        Severity.WARNING,
    ),
    "edition-outdated": ProjectLevel(
        "An edition was built from an older text of its article. Several are one finding.",
        "Build again: `l10n-flow build`.",
        Severity.INFO,
    ),
    "edition-metadata": ProjectLevel(
        "A field that all editions share differs from the article's.",
        "Build again; an edition is never edited by hand.",
        Severity.ERROR,
    ),
    "edition-blocks": ProjectLevel(
        "An edition does not have the blocks of its article, in its order.",
        "Build again; if that does not help, report a bug.",
        Severity.ERROR,
    ),
    "edition-label": ProjectLevel(
        "A category, tag or author has no label in a language of the project.",
        "Add the label to the taxonomy file.",
        Severity.ERROR,
    ),
    "edition-alternates": ProjectLevel(
        "An edition names another as its alternate, and that one does not name this edition in"
        " return, or is not there.",
        "Build all languages together: `l10n-flow build`.",
        Severity.ERROR,
    ),
    "page-broken": ProjectLevel(
        "A file of the built site is cut short or no page, feed or site map, or a page has no title"
        " or not one heading of the first level.",
        "Build again: `l10n-flow build --to site`. If a template of yours made it, correct that.",
        Severity.ERROR,
    ),
    "page-outdated": ProjectLevel(
        "A page of the built site is older than its article or its translations. Several are one"
        " finding.",
        "Build again: `l10n-flow build --to site`.",
        Severity.INFO,
    ),
    "page-language": ProjectLevel(
        "`lang` or `dir` of a page, or of a part of it, does not fit the letters of its words, or"
        " the folder that it lies in. A validator of HTML does not see that.",
        "Build again. Where an article or a translation quotes another language, put the words into"
        ' `<span lang="…" dir="…">`.',
        Severity.ERROR,
    ),
    "page-untranslated": ProjectLevel(
        "A page shows words that nobody translated, and does not mark which language they are in.",
        "Translate them, or build again; a theme has to keep `lang` and `dir` of what it shows.",
        Severity.ERROR,
    ),
    "page-metadata": ProjectLevel(
        "A page has another date, category, author or picture than its article, or than the page of"
        " the original.",
        "Build again; a page is never edited by hand.",
        Severity.ERROR,
    ),
    "page-blocks": ProjectLevel(
        "A page does not have the blocks of the original's page, in its order.",
        "Build again; if that does not help, report a bug.",
        Severity.ERROR,
    ),
    "page-link": ProjectLevel(
        "A link or an image of a page leads to nothing in the site, or to an id that is not there."
        " Or two elements have the same id.",
        "Correct the address in the article, or in the translation that has its own. The addresses"
        " of other servers are not requested, nor those that begin with `/`.",
        Severity.ERROR,
    ),
    "page-alternates": ProjectLevel(
        "The languages of a page do not name each other: `hreflang`, `x-default`, the canonical"
        " address, `translationOfWork`, the site map.",
        "Build all languages together: `l10n-flow build --to site`.",
        Severity.ERROR,
    ),
    "page-address": ProjectLevel(
        "Two pages have the same address, or addresses that differ in capitals or accents only; or"
        " an address holds control characters.",
        "Give one of the articles another slug, in the article or in the language's `frozen.yaml`.",
        Severity.ERROR,
    ),
    "page-data": ProjectLevel(
        "What a page tells machines (JSON-LD, `<meta>`) is missing or damaged, or says otherwise"
        " than what readers see.",
        "Build again; a theme has to show `page.linked_data` and the words that it was made of.",
        Severity.ERROR,
    ),
    "page-unsafe": ProjectLevel(
        "A page has an address that runs code (`javascript:`), or its article has a script, a"
        " frame or the like although `site.raw_html` is not `trusted`.",
        "Take it out of the article or the template.",
        Severity.ERROR,
    ),
    "page-residue": ProjectLevel(
        "A placeholder (`{1}`) or a command of a site generator is among the words of a page.",
        "Build again; name the command in `site.shortcodes`. If that does not help, report a bug.",
        Severity.ERROR,
    ),
    "page-bidi": ProjectLevel(
        "A control character for direction is not closed: what follows runs the wrong way. Or one"
        " is in an address.",
        "Type the words anew, or delete the character (U+2066 to U+2069, U+202A to U+202E).",
        Severity.ERROR,
    ),
}
"""By name, in the order of reports and of docs/checks.md."""
