"""Portuguese."""

from __future__ import annotations

from parsers.vocabulary.table import Table

PORTUGUESE = Table(
    done="""
        concluído, concluída, concluídos, concluídas, completo, completa, completado, completados,
        completada, feito, feita, pronto, pronta, prontos, implementado, implementada, implementados,
        implementadas, finalizado, finalizada, finalizados, funcionando, funcional, funciona, operacional,
        resolvido, resolvida, corrigido, corrigida, validado, validada, validados, verificado, verificada,
        implantado, integrado, integrada, aprovado, aprovada, suportado, disponível, estável, traduzido,
        migrado, entregue, passando, passou
    """,
    weak_done="sim, ativo, ativa, sucesso",
    partial="""
        em andamento, em progresso, parcial, parcialmente, em desenvolvimento, iniciado, iniciada,
        incompleto, incompleta, limitado
    """,
    todo="""
        pendente, pendentes, a fazer, por fazer, não iniciado, não iniciada, faltando, falta, faltam,
        faltante, planejado, planejada, não implementado, não implementada, em breve, não disponível,
        ausente, não suportado, a implementar, não feito
    """,
    weak_todo="não, nenhum, próximo",
    blocked="bloqueado, bloqueada, em espera, pausado, suspenso",
    negation="não, nunca, ainda não",
    no="sem, nenhum, nenhuma",
    adverb="totalmente, completamente, já, todo, todos, todas, agora, quase, ainda",
    copula="é, está, estão, são, foi, foram, foi foram",
    link="""
        o, a, os, as, um, uma, de, do, da, dos, das, e, ou, para, com, em, no, na, nos, nas, por, ao, que,
        se, pelo
    """,
    generic="""
        funcionalidade, funcionalidades, tarefa, tarefas, itens, trabalho, componentes, serviços, passos,
        módulos, recursos, fase, o, que, requisitos
    """,
    completeness="""
        concluído, concluída, completo, completa, completado, progresso, implementado, implementada, pronto,
        pronta, finalizado, feito, comentado, documentado
    """,
    unrelated="pontuação, nota, melhoria, redução, aumento, crescimento, desconto, memória, carga",
    coverage="cobertura, cobertura de código, cobertura de testes",
    test="testes, teste, casos de teste, casos, caso",
    passing="passando, passaram, aprovados, sucesso, passou",
    failing="falhando, falharam, falhas, falhou",
    skipped="ignorados, pulados",
    total="total, totais",
    goal="objetivo, meta, deve, deveria, planejado, mínimo, esperado",
    need="precisa, requer, necessita",
    now="atualmente, atual, agora",
    before="antes, anterior",
    after="depois, agora, atual, novo",
    remains="restante, restantes",
    blocker="""
        bloqueio, bloqueios, bloqueador, bloqueadores, bloqueante, impedimento, impedimentos, bloqueado por,
        bloqueia
    """,
    approx="aproximadamente, aprox, cerca de, estimado, quase, mais de",
    verb_done="implementado, corrigido, resolvido, concluído",
    makes="criar, adicionar, escrever",
    gone="removido, não existe, excluído",
    labels={
        "status": "status, estado, situação, resultado, estado atual",
        "progress": "progresso, conclusão, andamento, progresso geral",
        "coverage": "cobertura",
        "tests": "testes, casos, total de testes",
        "passing": "passam, passando, aprovadas, passou, passaram, aprovados, sucesso",
        "failing": "falham, falhos, falhadas, falhando, reprovados, falharam, falhas",
        "skipped": "ignorados",
        "total": "total, quantidade",
        "target": "objetivo, meta",
        "before": "antes, anterior",
        "after": "valor, depois, atual",
        "files": "arquivo, arquivos, localização, caminho, ficheiro",
        "blocker": "bloqueador, impedimento, bloqueado por",
        "date": """
            data, última atualização, atualizado, atualizado em, gerado em, criado em, data de criação, data
            de conclusão, última revisão
        """,
        "version": "versão",
        "branch": "branch, ramo",
        "commit": "commit",
        "repository": "repositório",
        "priority": "prioridade, esforço, risco",
        "notes": "notas, comentários, descrição, detalhes, observações",
        "name": "componente, funcionalidade, módulo, tarefa, item, área, recurso, serviço, requisito",
    },
    categories={
        "done": "o que funciona, o que foi feito, concluído, o que está pronto, o que foi implementado",
        "partial": "em andamento",
        "todo": "o que falta, pendente, a fazer, faltando, pendências, tarefas pendentes",
    },
    plan="objetivos, objetivo, próximos passos, plano, cronograma, marcos, recomendações, metas, roteiro",
    stop="próximos passos, recomendações, objetivos, riscos, limitações",
    history="histórico, histórico de alterações, registro de alterações",
    topics="resumo, resumo executivo, visão geral, conclusão, resultados, introdução, notas",
    ornaments="""
        status final, resumo, conclusão, recomendações, vantagens, próximos passos, resultados, checklist,
        checklist de
    """,
    non_owners="funcionalidades, arquivos, tarefas, descrição",
    attribute_bullets="impacto, objetivo, nota, esforço, prioridade, risco, motivo",
    months="""
        janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro
    """,
    attributes="""
        status, estado, progresso, conclusão, cobertura, testes, resultado, arquivo, arquivos, localização,
        total, objetivo, antes, depois, atual, caminho, resumo
    """,
    condition="se, quando, até, que, onde, uma vez",
    ordinal="fase, dia, semana, passo, nível, parte, tarefa, linha, seção, sub-tarefa, propriedade",
    not_code="api, documentação, funcional",
    severity="crítico, crítica, alto, alta, médio, média, baixo, baixa, importante, urgente",
    legend="legenda, símbolos",
)
