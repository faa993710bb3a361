"""Italian."""

from __future__ import annotations

from parsers.vocabulary.table import Table

ITALIAN = Table(
    done="""
        completato, completata, completati, completate, completo, completa, fatto, fatta, finito, finita,
        pronto, pronta, implementato, implementata, implementati, funzionante, funziona, operativo, risolto,
        risolta, corretto, validato, verificato, verificata, distribuito, integrato, integrata, superato,
        superati, supportato, disponibile, stabile, tradotto, migrato, terminato, rilasciato, concluso
    """,
    weak_done="sì, attivo, ok",
    partial="""
        in corso, parziale, parzialmente, iniziato, in sviluppo, incompleto, incompleta, in lavorazione,
        limitato
    """,
    todo="""
        da fare, non iniziato, mancante, mancanti, manca, mancano, in attesa, pianificato, pianificata, non
        implementato, non implementata, prossimamente, non disponibile, assente, non supportato, da
        implementare, da completare
    """,
    weak_todo="no, nessuno, prossimo",
    blocked="bloccato, bloccata, sospeso, in pausa",
    negation="non, mai, non ancora",
    no="senza, nessun, nessuna",
    adverb="totalmente, completamente, già, tutto, tutti, tutte, ora, quasi, ancora",
    copula="è, sono, è stato, sono stati",
    link="il, lo, la, i, gli, le, un, una, di, del, della, e, o, per, con, in, su, da, che, nel, al",
    generic="""
        funzionalità, attività, elementi, lavoro, componenti, servizi, passi, moduli, caratteristiche, fase,
        cosa
    """,
    completeness="""
        completato, completata, completo, completa, completamento, progresso, implementato, pronto, fatto,
        avanzamento
    """,
    unrelated="voto, punteggio, miglioramento, riduzione, aumento, crescita, sconto, memoria",
    coverage="copertura, copertura del codice, copertura dei test, copertura test",
    test="test, casi di test",
    passing="superati, passati, riusciti",
    failing="falliti, fallimenti",
    skipped="saltati, ignorati",
    total="totale, totali",
    goal="obiettivo, target, deve, dovrebbe, previsto, minimo",
    need="necessita, richiede, serve",
    now="attualmente, attuale, ora",
    before="prima, precedente",
    after="dopo, attuale, nuovo",
    remains="rimanente, rimanenti",
    blocker="blocchi, bloccante, bloccanti, blocco, bloccato da",
    approx="circa, approssimativamente, stimato, quasi, oltre",
    verb_done="implementato, corretto, risolto, completato",
    makes="creare, aggiungere, scrivere",
    gone="rimosso, non esiste, eliminato",
    labels={
        "status": "stato, risultato, esito, stato attuale",
        "progress": "progresso, avanzamento, completamento",
        "coverage": "copertura",
        "tests": "test, casi",
        "passing": "passati, riusciti, superate, superati",
        "failing": "fallite, falliti",
        "skipped": "saltati",
        "total": "totale, numero",
        "target": "obiettivo",
        "before": "prima",
        "after": "valore, dopo, attuale",
        "files": "percorso, posizione",
        "blocker": "bloccante, bloccato da",
        "date": """
            data, ultimo aggiornamento, aggiornato, generato, creato, aggiornato il, data di creazione
        """,
        "version": "versione",
        "branch": "ramo",
        "commit": "commit",
        "repository": "repository",
        "priority": "priorità, rischio",
        "notes": "note, commenti, descrizione, dettagli",
        "name": "componente, funzionalità, modulo, attività, elemento, area, servizio, caratteristica",
    },
    categories={
        "done": "cosa funziona, completato, cosa è stato fatto",
        "partial": "in corso",
        "todo": "cosa manca, da fare, mancante, lavoro rimanente",
    },
    plan="obiettivi, obiettivo, prossimi passi, piano, cronoprogramma, traguardi, raccomandazioni",
    stop="prossimi passi, raccomandazioni, obiettivi, rischi, limitazioni",
    history="cronologia, registro delle modifiche",
    topics="riepilogo, panoramica, conclusione, conclusioni, risultati, introduzione, note, sommario",
    ornaments="""
        stato finale, riepilogo, conclusione, raccomandazioni, vantaggi, prossimi passi, risultati, punti di
        forza
    """,
    non_owners="funzionalità, attività, descrizione",
    attribute_bullets="impatto, obiettivo, nota, priorità, rischio, motivo",
    months="""
        gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre,
        dicembre
    """,
    attributes="""
        stato, progresso, avanzamento, copertura, test, risultato, file, posizione, totale, obiettivo,
        prima, dopo, attuale, percorso, riepilogo
    """,
    condition="se, quando, finché, che, dove",
    ordinal="fase, giorno, settimana, passo, livello, parte, attività, riga, sezione",
    not_code="api, documentazione, funzionale",
    severity="critico, alto, medio, basso, importante, urgente",
    legend="legenda, simboli",
)
