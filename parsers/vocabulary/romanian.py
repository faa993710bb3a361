"""Romanian."""

from __future__ import annotations

from parsers.vocabulary.table import Table

ROMANIAN = Table(
    done="""
        complet, completă, complete, completat, finalizat, finalizată, gata, implementat, implementată,
        implementate, funcțional, funcțională, funcționează, rezolvat, rezolvată, terminat, verificat,
        verificată, validat, livrat, integrat, disponibil, stabil, operațional
    """,
    weak_done="da, activ, reușit",
    partial="în curs, în lucru, parțial, parțială, început, incomplet, incompletă, în desfășurare",
    todo="""
        de făcut, nu implementat, neimplementat, neimplementată, lipsă, lipsește, lipsesc, planificat,
        neînceput, în așteptare, urmează, absent
    """,
    weak_todo="nu, niciunul",
    blocked="blocat, blocată, suspendat",
    negation="nu, niciodată, încă nu",
    no="fără, niciun, nicio",
    adverb="complet, deja, toate, toți, acum, aproape, încă, final",
    copula="este, sunt, a fost, au fost, e",
    link="un, o, de, la, și, sau, pentru, cu, în, pe, din, al, a, ai, ale, care, cel, mai, se",
    generic="""
        funcționalități, funcționalitate, sarcini, elemente, componente, servicii, pași, module, fază,
        cerințe, ce
    """,
    completeness="""
        complet, completă, completat, implementat, implementată, progres, gata, finalizat, funcțional
    """,
    unrelated="notă, scor, îmbunătățire, reducere, creștere, memorie",
    coverage="acoperire, acoperire cod",
    test="teste, test, cazuri de test",
    passing="trecute, reușite",
    failing="eșuate, picate",
    skipped="omise",
    total="total",
    goal="obiectiv, țintă, trebuie, planificat, minim",
    need="necesită, mai trebuie",
    now="actual, acum, curent",
    before="înainte, anterior",
    after="după, nou",
    remains="rămase, rămas",
    blocker="blocant, blocaj, blocaje, blocat de",
    approx="aproximativ, circa, estimat, peste",
    verb_done="implementat, rezolvat, finalizat",
    makes="creează, adaugă, creare, adăugare",
    gone="șters, lipsă, nu există",
    labels={
        "status": "status, stare, status final, rezultat",
        "progress": "progres, finalizare",
        "coverage": "acoperire",
        "tests": "teste",
        "passing": "reușite, trec, trecute",
        "failing": "picate, pică, eșuate",
        "total": "total, număr",
        "target": "obiectiv, țintă",
        "before": "înainte",
        "after": "valoare, după",
        "files": "fișier, fișiere, locație, cale",
        "blocker": "blocaj, blocat de",
        "date": "data, dată, ultima actualizare, actualizat, generat, creat",
        "version": "versiune, versiunea",
        "branch": "ramură",
        "commit": "commit",
        "repository": "depozit",
        "priority": "prioritate, risc",
        "notes": "note, comentarii, descriere, detalii, observații",
        "name": "componentă, funcționalitate, modul, sarcină, element, serviciu, cerință",
    },
    categories={
        "done": "ce funcționează, ce s-a făcut, implementat, implementat complet, finalizat",
        "partial": "în curs",
        "todo": "ce lipsește, de făcut, mai trebuie, necesită, lipsă, ce mai trebuie",
    },
    plan="obiective, obiectiv, pași următori, plan, recomandări",
    stop="pași următori, recomandări, obiective, riscuri",
    history="istoric, istoric modificări",
    topics="rezumat, rezumat implementare, concluzie, concluzii, rezultate, introducere, recomandare",
    ornaments="status final, rezumat, concluzie, recomandări, avantaje, pași următori",
    non_owners="funcționalități, fișiere, descriere",
    attribute_bullets="impact, obiectiv, notă, prioritate, risc, implementare, locație, planuri",
    months="""
        ianuarie, februarie, martie, aprilie, mai, iunie, iulie, august, septembrie, octombrie, noiembrie,
        decembrie
    """,
    attributes="""
        status, stare, progres, acoperire, teste, rezultat, fișier, fișiere, locație, total, obiectiv,
        status final, cale, rezumat
    """,
    condition="dacă, când, până, care, unde",
    ordinal="fază, zi, săptămâna, pas, nivel, parte, sarcină, linia, linii, cerința, secțiune",
    not_code="api, documentație",
    severity="critic, ridicat, mediu, scăzut, important",
    legend="legendă, legenda",
)
