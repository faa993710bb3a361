"""Spanish."""

from __future__ import annotations

from parsers.vocabulary.table import Table

SPANISH = Table(
    done="""
        completado, completada, completados, completadas, completo, completa, completos, terminado,
        terminada, hecho, hecha, listo, lista, listos, listas, implementado, implementada, implementados,
        implementadas, finalizado, finalizada, funcionando, funcional, funciona, operativo, operativa,
        resuelto, resuelta, corregido, corregida, validado, validada, verificado, verificada, desplegado,
        desplegada, integrado, integrada, aprobado, aprobada, soportado, disponible, estable, traducido,
        migrado, entregado
    """,
    weak_done="sí, si, activo, activa, exitoso, correcto",
    partial="""
        en progreso, en curso, parcial, parcialmente, en desarrollo, iniciado, incompleto, incompleta, en
        proceso, limitado, mejorable
    """,
    todo="""
        pendiente, pendientes, por hacer, no iniciado, no iniciada, faltante, faltantes, falta, faltan,
        planificado, planificada, no implementado, no implementada, sin implementar, próximamente, no
        disponible, sin empezar, sin iniciar, ausente, por implementar, no soportado, sin hacer
    """,
    weak_todo="no, ninguno, próximo",
    blocked="bloqueado, bloqueada, en espera, pausado, pausada, suspendido",
    negation="no, nunca, aún no, todavía no",
    no="sin, ningún, ninguna",
    adverb="totalmente, completamente, ya, todo, todos, todas, ahora, casi, aún",
    copula="es, está, están, son, fue, ha sido, han sido",
    link="el, la, los, las, un, una, de, del, y, o, para, con, en, por, al, a, que, lo, se, qué",
    generic="""
        funcionalidad, funcionalidades, tarea, tareas, elementos, trabajo, componentes, servicios, pasos,
        módulos, características, fase, lo, qué, requisitos
    """,
    completeness="""
        completado, completada, completados, completo, completa, progreso, terminado, implementado,
        implementada, listo, lista, avance, finalizado, hecho
    """,
    unrelated="""
        puntuación, calificación, mejora, reducción, aumento, crecimiento, descuento, memoria, carga
    """,
    coverage="cobertura, cobertura de código, cobertura de pruebas, cobertura de tests",
    test="pruebas, prueba, tests, test, casos de prueba, casos de test",
    passing="pasando, pasados, aprobados, aprobadas, exitosos, exitosas, pasan, pasaron",
    failing="fallando, fallidos, fallidas, fallan, fallos",
    skipped="omitidos, omitidas, saltados",
    total="total, totales",
    goal="objetivo, meta, debe, debería, planeado, mínimo, esperado",
    need="necesita, requiere, se necesitan",
    now="actualmente, actual, ahora",
    before="antes, anterior, previo",
    after="después, ahora, actual, nuevo",
    remains="restante, restantes",
    blocker="""
        bloqueo, bloqueos, bloqueador, bloqueadores, bloqueante, bloqueantes, bloqueado por, bloquea,
        impedimento, impedimentos
    """,
    approx="aproximadamente, aprox, alrededor de, unos, unas, estimado, cerca de, casi, más de",
    verb_done="implementado, corregido, resuelto, completado",
    makes="crear, agregar, añadir, escribir",
    gone="eliminado, no existe, faltante",
    labels={
        "status": "estado, estado actual, resultado, estado general",
        "progress": "progreso, avance, completitud, progreso general, completado",
        "coverage": "cobertura",
        "tests": "pruebas, tests, casos",
        "passing": "pasan, pasaron, pasadas, pasando, aprobadas, exitosas, pasados, aprobados, exitosos",
        "failing": "fallan, fallaron, fallidas, fallando, fallidos, fallos",
        "skipped": "omitidos",
        "total": "total, cantidad",
        "target": "objetivo, meta",
        "before": "antes, anterior",
        "after": "valor, después, actual",
        "files": "archivo, archivos, ubicación, ruta, fichero, ficheros",
        "blocker": "bloqueador, bloqueo, bloqueado por, bloqueante, bloqueantes, bloqueadores",
        "date": """
            fecha, última actualización, actualizado, generado, creado, actualizado el, fecha de creación,
            fecha de actualización
        """,
        "version": "versión",
        "branch": "rama",
        "commit": "commit",
        "repository": "repositorio",
        "priority": "prioridad, esfuerzo, riesgo",
        "notes": "notas, comentarios, descripción, detalles, observaciones",
        "name": """
            componente, funcionalidad, módulo, tarea, elemento, área, característica, servicio, requisito
        """,
    },
    categories={
        "done": "lo que funciona, lo completado, lo que está hecho, completado, lo que se hizo",
        "partial": "en progreso",
        "todo": """
            lo que falta, qué falta, pendiente, por hacer, faltante, tareas pendientes, trabajo pendiente
        """,
    },
    plan="""
        objetivos, objetivo, próximos pasos, siguientes pasos, plan, cronograma, hitos, hoja de ruta,
        recomendaciones, metas
    """,
    stop="próximos pasos, siguientes pasos, recomendaciones, objetivos, riesgos, limitaciones",
    history="historial, historial de cambios, registro de cambios",
    topics="""
        resumen, resumen ejecutivo, visión general, conclusión, conclusiones, resultados, introducción,
        notas
    """,
    ornaments="""
        estado final, resumen, conclusión, recomendaciones, ventajas, próximos pasos, resultados, fortalezas
    """,
    non_owners="funcionalidades, archivos, tareas, descripción",
    attribute_bullets="impacto, objetivo, nota, esfuerzo, prioridad, riesgo, razón",
    months="""
        enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre
    """,
    attributes="""
        estado, progreso, avance, cobertura, pruebas, tests, resultado, archivo, archivos, ubicación, total,
        objetivo, antes, después, actual, ruta, resumen
    """,
    condition="si, cuando, hasta, que, donde, una vez",
    ordinal="fase, día, semana, paso, nivel, parte, tarea, línea, sección",
    not_code="api, documentación, funcional",
    severity="""
        crítico, críticos, crítica, alto, alta, medio, media, bajo, baja, importante, urgente, actuales
    """,
    legend="leyenda, símbolos",
)
