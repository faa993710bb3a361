"""French."""

from __future__ import annotations

from parsers.vocabulary.table import Table

FRENCH = Table(
    done="""
        terminé, terminée, terminés, terminées, complété, complétée, complétés, complétées, complet,
        complète, complets, complètes, fait, faite, fini, finie, implémenté, implémentée, implémentés,
        implémentées, prêt, prête, livré, livrée, fonctionnel, fonctionnelle, opérationnel, opérationnelle,
        résolu, résolue, corrigé, corrigée, validé, validée, déployé, déployée, intégré, intégrée, réussi,
        réussis, supporté, disponible, stable, traduit, migré, effectué, effectuée, achevé, achevée,
        vérifié, vérifiée
    """,
    weak_done="oui, actif, active",
    partial="""
        en cours, partiel, partielle, partiellement, commencé, entamé, en développement, incomplet,
        incomplète, à améliorer, expérimental, limité
    """,
    todo="""
        à faire, non commencé, pas commencé, manquant, manquante, manquants, manquantes, en attente, prévu,
        prévue, planifié, non implémenté, pas implémenté, à venir, non disponible, non supporté, absent,
        absente, pas encore, à implémenter, à créer, non fait
    """,
    weak_todo="non, aucun, bientôt, reste",
    blocked="bloqué, bloquée, en pause, suspendu, suspendue, en attente de",
    negation="pas, non, ne, jamais",
    no="aucun, aucune, sans, pas de",
    adverb="entièrement, totalement, complètement, maintenant, déjà, toutes, tous, presque, encore, 100",
    copula="est, sont, a été, ont été, était",
    link="""
        le, la, les, l, un, une, des, de, du, d, et, ou, pour, avec, en, au, aux, à, par, dans, sur, ce,
        qui, que, tout, toute, nous
    """,
    generic="""
        fonctionnalité, fonctionnalités, tâche, tâches, éléments, travail, travaux, composants, services,
        étapes, modules, phase, ce
    """,
    completeness="""
        terminé, terminée, complété, complétée, complétés, complétées, complet, complète, complets,
        implémenté, implémentée, progression, achèvement, avancement, réalisé, fait, prêt, prête
    """,
    unrelated="""
        note, évaluation, amélioration, réduction, augmentation, croissance, remise, mémoire, charge
    """,
    coverage="couverture, couverture de code, couverture de tests, couverture des tests, couvert",
    test="tests, test, cas de test",
    passing="réussi, réussis, réussies, passés, passent",
    failing="échoué, échoués, échec, échecs",
    skipped="ignoré, ignorés",
    total="total, totaux",
    goal="objectif, cible, doit, devrait, prévu, visé, minimum",
    need="besoin, nécessite",
    now="actuellement, actuel, actuelle, maintenant",
    before="avant, ancien",
    after="après, nouveau, actuel",
    remains="restant, restants, restante, restantes",
    blocker="blocage, blocages, bloquant, bloquante, bloqueur, bloquants, bloqué par, bloque",
    approx="environ, près de, estimé, plus de, presque",
    verb_done="implémenté, corrigé, terminé, résolu",
    makes="créer, ajouter, écrire",
    gone="manquant, supprimé, absent",
    labels={
        "status": "statut, état, résultat, état actuel",
        "progress": "progression, avancement, achèvement, complétion",
        "coverage": "couverture",
        "tests": "tests, nombre de tests",
        "passing": "réussies, passés, passées, passent, réussis, réussi, succès",
        "failing": "échouées, échec, échouent, échoués, échecs",
        "skipped": "ignorés",
        "total": "total, nombre",
        "target": "objectif, cible",
        "before": "avant",
        "after": "valeur, après, actuel",
        "files": "fichier, fichiers, emplacement, chemin",
        "blocker": "bloqueur, bloquant, bloqué par",
        "date": """
            date, mis à jour le, mise à jour, dernière mise à jour, mis à jour, généré le, créé le, date de
            création
        """,
        "version": "version",
        "branch": "branche",
        "commit": "commit",
        "repository": "dépôt",
        "priority": "priorité, effort, risque",
        "notes": "notes, remarques, commentaires, description, détails",
        "name": "composant, fonctionnalité, module, tâche, élément, domaine, service",
    },
    categories={
        "done": """
            ce qui fonctionne, ce qui est fait, ce qui a été fait, terminé, fonctionnalités implémentées,
            travail effectué, résumé de tout le travail effectué
        """,
        "partial": "en cours",
        "todo": """
            ce qui manque, ce qui reste, reste à faire, à faire, manquant, lacunes, tâches restantes,
            travail restant
        """,
    },
    plan="""
        objectifs, objectif, prochaines étapes, plan, calendrier, jalons, feuille de route, recommandations
    """,
    stop="prochaines étapes, recommandations, objectifs, risques, limitations",
    history="historique, journal des modifications",
    topics="résumé, aperçu, vue d'ensemble, conclusion, résultats, introduction, synthèse",
    ornaments="""
        statut final, résumé, aperçu, conclusion, recommandations, points forts, avantages, prochaines
        étapes, résultats
    """,
    non_owners="fonctionnalités, fichiers, tâches, description",
    attribute_bullets="impact, objectif, note, effort, priorité, risque, raison",
    months="""
        janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre
    """,
    attributes="""
        statut, état, progression, avancement, couverture, tests, résultat, fichier, fichiers, emplacement,
        total, objectif, avant, après, actuel, chemin, résumé
    """,
    condition="si, quand, lorsque, jusqu'à, que, qui, dont, où",
    ordinal="phase, jour, semaine, étape, niveau, partie, tâche, ligne, section",
    not_code="api, documentation, fonctionnelle",
    severity="critique, haute, moyenne, basse, important, urgente",
    legend="légende, symboles",
)
