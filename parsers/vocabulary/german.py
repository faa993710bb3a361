"""German."""

from __future__ import annotations

from parsers.vocabulary.table import Table

GERMAN = Table(
    done="""
        fertig, erledigt, abgeschlossen, vollständig, vollständig implementiert, implementiert, umgesetzt,
        komplett, komplett implementiert, fertiggestellt, behoben, gelöst, bereit, produktionsreif,
        produktionsbereit, einsatzbereit, funktioniert, funktionsfähig, lauffähig, verfügbar, unterstützt,
        bestanden, ausgeliefert, integriert, veröffentlicht, getestet, validiert, verifiziert, geprüft,
        migriert, portiert, übersetzt, stabil, aktiviert, erreicht, abgenommen
    """,
    weak_done="ja, erfolgreich, vorhanden, in ordnung, aktiv",
    partial="""
        in arbeit, teilweise, teilweise implementiert, begonnen, angefangen, laufend, in bearbeitung, in
        entwicklung, unvollständig, größtenteils, weitgehend, teilweise fertig, experimentell,
        eingeschränkt, begrenzt
    """,
    todo="""
        offen, ausstehend, fehlt, fehlen, fehlend, nicht begonnen, noch nicht begonnen, nicht implementiert,
        noch nicht implementiert, geplant, zu tun, nicht vorhanden, nicht verfügbar, noch nicht verfügbar,
        nicht unterstützt, noch nicht unterstützt, nicht fertig, noch offen, nicht umgesetzt
    """,
    weak_todo="nein, kein, keine, demnächst, bald, nächste",
    blocked="blockiert, gesperrt, pausiert, wartet, wartet auf, ausgesetzt",
    negation="nicht, nie, noch nicht",
    no="kein, keine, keinen, keiner, ohne",
    adverb="vollständig, komplett, bereits, erfolgreich, noch, fast, jetzt, nun, alle, schon, weitgehend",
    copula="ist, sind, wurde, wurden, war, wird, werden",
    link="""
        der, die, das, ein, eine, und, oder, für, mit, von, im, in, am, an, auf, zu, zur, zum, bei, des,
        den, dem, noch, wir, was
    """,
    generic="""
        funktion, funktionen, features, aufgabe, aufgaben, punkte, arbeiten, arbeit, komponenten, module,
        dienste, schritte, themen, phase, phasen, meilensteine, was, implementierte
    """,
    completeness="""
        fertig, fertiggestellt, abgeschlossen, vollständig, erledigt, umgesetzt, implementiert, fortschritt,
        komplett, bereit
    """,
    unrelated="""
        bewertung, note, punkte, verbesserung, wachstum, rabatt, auslastung, varianz, speicher, genauigkeit,
        schneller, weniger, mehr
    """,
    coverage="abdeckung, testabdeckung, codeabdeckung, code-abdeckung, test-abdeckung, überdeckung",
    test="tests, testfälle, testfall, unit-tests",
    passing="bestanden, erfolgreich, grün",
    failing="fehlgeschlagen, fehlerhaft",
    skipped="übersprungen, deaktiviert",
    total="gesamt, insgesamt, summe",
    goal="""
        ziel, ziele, soll, sollte, sollen, geplant, mindestens, angestrebt, muss, müssen, bis, wird, werden
    """,
    need="benötigt, braucht",
    now="aktuell, derzeit, momentan, jetzt, heute, zurzeit",
    before="vorher, zuvor, bisher, alt",
    after="nachher, jetzt, neu, aktuell",
    remains="verbleibend, verbleibende, übrig, restlich",
    blocker="blockiert durch, blockiert von, blocker, blockierend, blockierende",
    approx="etwa, ca, circa, rund, ungefähr, geschätzt, über, fast, mindestens",
    verb_done="implementiert, behoben, abgeschlossen",
    makes="verfassen, ergänzen, erstellen, hinzufügen, anlegen, schreiben",
    gone="fehlt, gelöscht, entfernt, nicht vorhanden",
    labels={
        "status": "status, stand, zustand, aktueller stand, ergebnis, gesamtstatus",
        "progress": "fortschritt, gesamtfortschritt, fertigstellung, fertigstellungsgrad",
        "coverage": "abdeckung, testabdeckung, codeabdeckung, code-abdeckung",
        "tests": "tests, testfälle, anzahl tests",
        "passing": "bestandene, grün, bestanden, erfolgreich",
        "failing": "fehler, gescheitert, rot, fehlgeschlagen",
        "skipped": "übersprungen",
        "total": "gesamt, summe, anzahl",
        "target": "ziel, soll, zielwert",
        "before": "vorher, alt",
        "after": "wert, ist-wert, nachher, neu, ist, aktuell",
        "files": "datei, dateien, ort, pfad, pfade",
        "blocker": "blocker, blockiert durch",
        "date": """
            datum, stand, letzte aktualisierung, aktualisiert, zuletzt aktualisiert, erstellt, erstellt am,
            aktualisiert am, letztes update
        """,
        "version": "version",
        "branch": "branch, zweig",
        "commit": "commit",
        "repository": "repository",
        "priority": "priorität, aufwand, risiko",
        "notes": "notizen, bemerkung, bemerkungen, beschreibung, anmerkung, kommentar, hinweis",
        "name": "komponente, funktion, modul, aufgabe, bereich, dienst, thema, kategorie",
    },
    categories={
        "done": """
            was funktioniert, was fertig ist, erledigt, abgeschlossen, implementierte features, was das
            projekt kann
        """,
        "partial": "in arbeit",
        "todo": """
            was fehlt, offene punkte, noch offen, offene aufgaben, zu tun, ausstehend, was noch fehlt, noch
            zu tun, lücken, was das projekt noch nicht kann
        """,
    },
    plan="""
        ziele, ziel, nächste schritte, plan, zeitplan, meilensteine, empfehlungen, fahrplan, ausblick,
        roadmap, zukunftspotential
    """,
    stop="nächste schritte, empfehlungen, ziele, risiken, limitationen, einschränkungen, ausblick",
    history="änderungsprotokoll, änderungshistorie, historie, verlauf",
    topics="""
        zusammenfassung, überblick, übersicht, fazit, ergebnisse, hinweise, einleitung, bewertung, stand
    """,
    ornaments="""
        endstatus, zusammenfassung, überblick, fazit, starke punkte, stärken, empfehlungen, vorteile,
        nachteile, hinweise, ergebnisse, nächste schritte
    """,
    non_owners="funktionen, dateien, aufgaben, beschreibung",
    attribute_bullets="auswirkung, ziel, hinweis, aufwand, priorität, risiko, grund, fokus",
    months="januar, februar, märz, april, mai, juni, juli, august, september, oktober, november, dezember",
    attributes="""
        status, stand, fortschritt, fertigstellung, abdeckung, tests, ergebnis, datei, dateien, ort, gesamt,
        ziel, vorher, nachher, aktuell, zusammenfassung, umsetzung, pfad
    """,
    condition="wenn, falls, sobald, bis, ob, welche, dass, was, wie, wo",
    ordinal="phase, tag, woche, schritt, stufe, teil, aufgabe, zeile, abschnitt",
    not_code="api, dokumentation, funktions, anforderungs",
    severity="kritisch, hoch, mittel, niedrig, wichtig, dringend",
    legend="legende, symbole",
)
