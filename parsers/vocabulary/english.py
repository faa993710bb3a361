"""English."""

from __future__ import annotations

from parsers.vocabulary.table import Table

ENGLISH = Table(
    done="""
        complete, completed, done, finished, implemented, ready, production-ready, production ready,
        working, works, shipped, fixed, supported, passing, passed, passes, deployed, delivered, integrated,
        operational, functional, validated, verified, resolved, merged, released, migrated, ported,
        translated, stable, available, enabled, up and running, fully implemented, feature complete, closed,
        compliant, landed, achieved, solved
    """,
    weak_done="""
        yes, ok, okay, success, successful, present, correct, pass, all pass, perfect, clean, green, good to
        go, addressed, mature, full, active, y, true, met
    """,
    partial="""
        in progress, in-progress, partial, partially, wip, work in progress, ongoing, started, needs work,
        beta, experimental, mostly, in development, under way, underway, only basic, not fully, not fully
        implemented, not complete yet, incomplete, improved, limited, scaffolded, under development, under
        construction, half done, alpha, partly, half, in review, needs improvement, not entirely
    """,
    weak_partial="basic, part, started, stub, stubbed, progressing, reviewing",
    todo="""
        to be, not started, missing, pending, todo, to do, to-do, planned, not implemented, not created,
        unsupported, needed, not yet, upcoming, coming soon, tbd, absent, not done, not available, not
        supported, not ready, not working, untranslated, unimplemented, not yet implemented, not yet
        started, to be done, outstanding, not begun, lacking, not present, deferred, failing, broken, to be
        implemented, nonexistent, not found
    """,
    weak_todo="""
        no, next, soon, none, gap, failed, fail, remaining, backlog, n, false, never, open, needs, planning,
        unstarted, queued, scheduled, required
    """,
    blocked="""
        blocked by, blocked on, blocked, on hold, stuck, paused, suspended, waiting for, awaiting, stalled
    """,
    negation="""
        has not been, have not been, has not yet been, have not yet been,
        not, never, cannot, can't, isn't, aren't, wasn't, doesn't, don't, hasn't, haven't, didn't, won't,
        neither, nor, un
    """,
    no="no, without, lacks, zero, nothing",
    adverb="""
        fully, completely, all, now, already, successfully, currently, also, both, still, yet, nearly,
        almost, entirely, essentially, thoroughly, basically, officially, largely, just, mostly, well, very,
        highly, quite, only, finally, now fully, technically, properly, correctly, significantly, is, 100
    """,
    copula="""
        has not been, have not been, has not yet been, have not yet been,
        is, are, was, were, has been, have been, had been, remains, remain, stays, is now, are now
    """,
    link="""
        since, on target, a, an, the, of, and, or,
        to, for, with, in, on, at, by, from, as, per, after, before, via,
        into, but, that, which, this, these, those, we, our, it, its, has, have, so far, now, still, here,
        there, &
    """,
    generic="""
        feature, features, task, tasks, item, items, component, components, work, service, services, thing,
        things, module, modules, phase, phases, issue, issues, step, steps, deliverable, deliverables,
        functionality, functionalities, functions, requirement, requirements, part, parts, piece, pieces,
        milestone, milestones, enhancement, enhancements, improvement, improvements, test, tests, bug, bugs,
        fix, fixes, file, files, capability, capabilities, area, areas, action, actions, story, stories,
        ticket, tickets, goal, goals, objective, objectives, section, sections, implementation,
        implementations, api, apis, endpoint, endpoints, tool, tools, page, pages, project, projects,
        systems, changes, elements, packages, plugins, methods, commands, options, coverage, instructions,
        operations, categories, category, what, what's, stuff, list, priorities, priority, critical, high,
        medium, low, core, major, minor, key, main, current, recently, recent, previously, today, new,
        existing, additional, other, optional, session, week, sprint, status, everything, create,
        completion, needing, development, opcodes, integration, integrations, documentation, infrastructure,
        lessons, types, documents
    """,
    completeness="""
        complete, completed, completion, done, finished, implemented, implementation, ready,
        production-ready, production ready, progress, progression, organized, readiness, built, migrated,
        ported, translated, compliant, compliance, parity, functional, operational, covered by docs,
        documented, delivered, working, resolved, fixed, achieved, verified, supported, maturity, deployed,
        integrated, validated
    """,
    unrelated="""
        pass mark, passing mark, passing score, rating, grading, improvement, improved, faster, slower,
        reduction, reduced, increase, increased, decrease, decreased, growth, growing, discount, off, hit,
        cpu, memory, ram, disk, uptime, availability, confidence, utilization, utilisation, usage, accuracy,
        precision, recall, latency, load, error, margin, tax, vat, interest, revenue, users, traffic,
        sampling, sample, probability, chance, weight, threshold, quality, similarity, opacity, width,
        height, viewport, zoom, quota, budget, risk, severity, percentile, overhead, savings, saving, cost,
        speed, speedup, throughput, rate limit, allocation, equity, share, ownership, lines, likelihood,
        battery, fee, score, grade, duplicate, duplication, quantile, of target time, less, more, better,
        worse, higher, lower, larger, smaller, conversion, churn, retention, growth rate, loss, packet,
        efficiency, variance, bandwidth, rollout
    """,
    coverage="""
        coverage, covered, code coverage, test coverage, line coverage, statement coverage, statements
        covered, cov
    """,
    test="""
        test, tests, test case, test cases, testcase, testcases, test-cases, unit tests, specs, spec tests,
        test scenarios, testing scenarios, e2e, assertions passed, e2e tests, benchmarks tests, scenarios
    """,
    not_cases="""
        suite, suites, file, files, class, classes, module, modules, project, projects, directory,
        directories, folder, lines, line, code, loc, runner, runners, framework, coverage, plan, plans,
        data, package, packages, categories, category, infrastructure, per, report, reports, strategy,
        fixtures, helpers, type, types, groups, group, environments, environment, env, days, minutes, hours,
        seconds, weeks, users, accounts
    """,
    passing="""
        pass rate, passing rate, test pass rate, tests pass rate, passing, passed, pass, passes, successful,
        succeeded, success, green, ok, succeed
    """,
    failing="failing, failed, fail, failures, failure, fails, fail*, broken",
    skipped="skipped, skip, skips, ignored, disabled, xfail, pending tests, skipping",
    total="total, overall, sum, all, count, in total, altogether, number of",
    rate="""
        tests pass rate, test pass rate, rate, pass rate, passing rate,
        success rate, pass %, pass percentage, ratio, percentage
    """,
    goal="""
        want to, plan to, plans to, planning to, aim for, aiming for, hope to, must have, target, targets,
        goal, goals, should, aim, aims, aiming, planned, plan, required, must, needs to, need to, to reach,
        reach, achieve, expected, expect, want, will, would, objective, desired, aspire, minimum, at least
        required, threshold, get to, increase to, raise to, bring to, after p1, toward, towards, until,
        requirement, requires, require, kpi, goal is
    """,
    need="need, needs, needed, add, adding, remaining, to add, write, more, additional, new, to write",
    now="currently, current, now, at present, today, presently, actual, so far, as of, already",
    before="""
        before, baseline, previous, previously, old, initial, original, prior, was, start, last, earlier,
        then
    """,
    after="after, now, new, current, final, latest, actual, today",
    remains="remaining, remains, remain, left, outstanding, missing, uncovered, untested, gap, to go",
    blocker="""
        blocker, blockers, blocked by, blocks, blocking, show-stopper, show stopper, showstopper,
        showstoppers, show-stoppers, blocking issue, blocking issues, blocker(s)
    """,
    unblock="""
        non-blocking, nonblocking, non blocking, unblock, unblocks, unblocked, unblocking, non-blockers,
        non-blocker, no blockers, no blocker
    """,
    severity="""
        critical, high, medium, low, urgent, severe, major, minor, important, p0, p1, p2, p3, p4, s1, s2,
        s3, sev1, sev2, priority, severity, hard, soft, external, internal, immediate, active, open,
        current, other, technical, must fix, must have, tier, phase, remaining, known
    """,
    approx="""
        about, around, approximately, approx, approx., est, est., estimated, roughly, nearly, almost, circa,
        ca, over, more than, at least, up to, less than, under, some, some of, c., close to
    """,
    verb_done="""
        implemented, fixed, completed, deployed, delivered, integrated, validated, verified, resolved,
        merged, released, migrated, ported, translated, shipped, finished, enabled, solved
    """,
    makes="""
        create, creates, add, adds, write, implement, build, generate, introduce, make, new, creating,
        adding, set up, setup, scaffold, author, produce
    """,
    gone="""
        missing, deleted, removed, absent, not found, does not exist, do not exist, doesn't exist, don't
        exist, not created, nonexistent, to be created, not yet created, not present, not exist, delete,
        remove
    """,
    labels={
        "status": """
            status, state, current status, current state, overall status, final status, implementation
            status, project status, verdict, result, results, outcome, build status, completion status,
            overall
        """,
        "progress": """
            progress, completion, complete, % complete, overall progress, percent complete, current %,
            current, done, percentage, percent, %, implemented %, progress %, completeness, current
            progress, readiness
        """,
        "coverage": """
            coverage, test coverage, code coverage, current coverage, coverage %, line coverage, overall
            coverage, cov, cov %, cov%, statement coverage, unit test coverage, % coverage, avg coverage,
            average coverage, cover
        """,
        "tests": """
            tests, test, test count, tests passing, test results, test cases, total tests, # tests, tests
            count, number of tests, cases, unit tests, test status, testing, tests passed, passing tests,
            tests total, scenarios, total test cases, test cases count, pass/total, tests run
        """,
        "passing": "passing, passed, pass, tests passed, passing tests, successful, success, ok",
        "failing": "failing, failed, fail, failures, failing tests, tests failed, failure",
        "skipped": "skipped, skip, ignored, disabled, xfail, tests skipped, pending",
        "total": "total, count, totals, subtotal, sub-total, sum, n",
        "rate": """
            pass rate, success rate, passing rate, pass %, test pass rate, tests pass rate, % pass, %
            passing, success %
        """,
        "target": """
            target, goal, target %, target coverage, goals, planned, required, coverage target, targets,
            minimum, coverage goal, threshold, objective, expected, target metrics, goal coverage, test
            target
        """,
        "before": """
            claimed, claim, reported, documented claim, before, baseline, previous, old, initial, previous
            coverage, start, original, was, before %, starting, prior
        """,
        "after": """
            verified, actual status, reality, found, measured, actually, after, now, new, current, final,
            latest, actual, new coverage, after %, today, value, current value, achieved, present, current
            state, actual value, result
        """,
        "files": """
            files, file, location, locations, path, paths, source, sources, spec, specs, reference,
            references, see, module location, files created, files modified, code
        """,
        "blocker": """
            blocker, blockers, blocked by, blocking, blocks, blocking issue, blocking issues, show-stopper,
            showstopper, blocked on, blocker(s), blocked
        """,
        "date": """
            date, last updated, updated, generated, created, generated on, last update, last modified,
            report date, date created, created on, created at, updated on, as of, last reviewed, last
            verified, audit date, review date, verification date, date completed, document date, last
            checked, last revised, report generated, last refresh, verified on, verification completed,
            assessed, assessment date, snapshot, completion date, updated at, generated at, analysis date,
            reviewed, last sync, last synced, completed, verified, report date/time, last edited, status as
            of, timestamp, audited, report written, written on, exported, run of, last
            change, last changed
        """,
        "version": """
            version, document version, doc version, current version, release, ver, project version, report
            version, package version
        """,
        "branch": "branch, git branch, current branch, working branch, feature branch, base branch",
        "commit": """
            commit, last commit, commit hash, commit sha, sha, revision, git commit, head, latest commit,
            commit id, git sha, baseline commit, base commit, verified commit, audited commit
        """,
        "repository": """
            repository, repo, repository url, github, source code, github repository, git repository,
            project repository, repo url
        """,
        "count": "count, number, amount, implemented, documented, done/total, completed, ratio, features",
        "metric": """
            % stmts, % stmt, stmts, stmts %, statements, statements %, % statements, branch, branches, %
            branch, % branches, branch %, branches %, branch coverage, function coverage, funcs, % funcs,
            funcs %, functions, % functions, functions %, func, % lines, lines %, lines, methods %, methods
            coverage, branch cov
        """,
        "delta": "change, changes, diff, difference, delta, improvement, Δ, gain, increase",
        "priority": """
            priority, severity, risk, impact, complexity, effort, estimate, estimated effort, estimated
            time, timeline, owner, assignee, due, due date, deadline, eta, duration, time, risk level,
            confidence, importance, phase, sprint, week, quality, rating, score, grade, assessment, ratio,
            weight, size, difficulty, port, ports
        """,
        "notes": """
            notes, note, comment, comments, description, details, remarks, remark, evidence, notes /
            evidence, rationale, reason, focus, purpose, why, what, key features, action, next step, next
            steps, recommendation, remediation, mitigation, fix, root cause, what's missing, gap, gaps,
            remaining, issue, issues, impact assessment, summary, evidence / notes, implementation notes,
            details / notes, resolution, missing, next action, action needed, required action, examples,
            example
        """,
        "name": """
            component, feature, module, task, name, item, service, package, area, subject, category, file,
            function, method, command, requirement, step, test, phase, system, tool, endpoint, field,
            criterion, criteria, metric, milestone, instruction, opcode, api, title, element, topic, check,
            deliverable, type, test suite, suite, feature area, capability, story, work item, epic, issue,
            bug, operation, rule, section, document, page, class, spec, what
        """,
    },
    categories={
        "done": """
            completed, implemented, fixed, finished, solved, delivered, shipped, working, what was built,
            what was done, what works, what is working, what's working, what's done, what's complete, what
            you have, what we have, what is done, what is complete, what is implemented, what has been done,
            what's implemented, what was completed, what was implemented, what was accomplished, what
            landed, what landed & is verified, achievements, accomplishments, accomplished, wins, what you
            have built, what we built, what exists, already done, done so far, resolved, features working,
            completed work, what's been done, what has been built, what was delivered, what was fixed
        """,
        "partial": """
            needs work, in progress, work in progress, wip, partially done, in development, what is partial,
            doing, partial
        """,
        "todo": """
            missing, planned, what's needed, what is needed, what remains, what's left, what is left, what
            remains to do, what's missing, what is missing, still missing, still needed, still to do, to do,
            todo, todos, to-do, to-dos, gap, gaps, known gaps, open issues, open items, open tasks, open
            work, remaining work, remaining, remaining tasks, not started, not yet started, not yet done,
            outstanding, outstanding work, outstanding items, pending, backlog, missing pieces, critical
            gaps, critical gaps identified, coverage gaps, left to do, work remaining, what doesn't work,
            what's not working, what is not working, what's not done, what is not done, not implemented,
            unfinished, not yet, incomplete,
            does not work, what does not work, not working, what is broken,
            what's incomplete, needs to be done, needed, not done, not
            implemented yet, what still needs work, what needs to be done, what still needs to be done,
            identified gaps, deferred, unimplemented
        """,
    },
    plan="""
        goals, goal, targets, target, target metrics, success metrics, success criteria, success metric,
        next steps, next step, plan, timeline, milestones, milestone, roadmap, recommendations,
        recommendation, action plan, action items, implementation plan, future work, future, future plans,
        future improvements, future enhancements, next actions, recommended next steps, implementation
        roadmap, execution timeline, sprint plan, schedule, next, upcoming, opportunities, improvement plan,
        projection, quality targets, performance targets, objectives, proposed, proposal, vision, phases,
        execution plan, work plan, remediation plan, kpis, target state, acceptance criteria, exit criteria,
        estimated effort & timeline
    """,
    stop="""
        next steps, next step, recommendations, recommendation, goals, goal, risks, risk, limitations, known
        limitations, limitation, roadmap, plan, next actions, future work, recommended next steps, immediate
        next steps, updated next steps, future improvements, future enhancements, action plan, out of scope,
        deprecated, obsolete, won't do, non-goals, not planned, recommended approach, mitigation,
        suggestions, best practices, notes, lessons learned, references, resources, conclusion, rejected, by
        design
    """,
    history="""
        changelog, change log, history, revision history, version history, document history, change history,
        recent updates, update history, recent changes, revisions, log, release notes, release history,
        changes log, update log, session log, recent improvements, trend, trends, coverage trend, coverage
        history, test history
    """,
    topics="""
        executive summary, overview, conclusion, conclusions, results, notes, summary, introduction, final
        assessment, assessment, status, current status, progress, details, background, status summary, quick
        summary, tl;dr, tldr, final notes, bottom line, the bottom line, key findings, findings, analysis,
        test results, current state, completion status, progress summary, overall status, overall progress,
        statistics, metrics, coverage, summary statistics, status overview, project status, status update,
        current status update, test coverage, final status, key metrics, dashboard, at a glance, highlights,
        breakdown, total, totals, subtotal, report
    """,
    ornaments="""
        final status, project status, recommendations, recommendation, strengths, weaknesses, features, key
        features, overview, summary, conclusion, next steps, goals, out of scope, in scope, risk, risks,
        benefits, advantages, best practices, notes, guidelines, checklist, success criteria, acceptance
        criteria, results, achievements, accomplishments, pros, cons, decision, decisions, quick start,
        usage, definition of done, concerns, opportunities, rules, do, don't, do's, don'ts, good, bad,
        correct, wrong, excellent, final notes, lessons learned, status, what you get, why, highlights, key
        achievements, major changes, changes, key changes, features summary, summary of, results summary,
        quality, metrics, success metrics, verification checklist, validation checklist, quality checklist,
        pre-flight, requirements
    """,
    non_owners="""
        features, files, implemented, missing, required, configuration, details, tasks, items, purpose,
        description, location, implementation, includes, key features, changes, components, deliverables,
        evidence, tests, covers, verified, by, summary, notes, what's needed, remaining, key points,
        examples, current, problem, solution, current status, issue
    """,
    attribute_bullets="""
        gap, gaps, task, tasks, work, next step, impact, target, focus, note, notes, effort, estimated
        effort, priority, timeline, risk, reason, owner, severity, description, purpose, example, examples,
        time, duration, estimate, assignee, due, deadline, cost, source, see, reference, ref, author,
        context, why, benefit, benefits, complexity, dependencies, dependency, depends on, rationale,
        recommendation, workaround, mitigation, action, cause, root cause, solution, fix, location, file,
        files, line, lines, url, link, links, confidence, status, eta, evidence, details, where, goal, test,
        tests, proof, tail, command, usage, expected, actual, steps, type, user impact, current, problem,
        proposed, covers, issue, risk level
    """,
    months="""
        january, february, march, april, may, june, july, august, september, october, november, december
    """,
    short_months="jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
    attributes="""
        need, needs, needed, status, state, progress, completion, current, coverage, tests, test, result,
        results, files, file, location, locations, verdict, pass rate, total, totals, subtotal, summary,
        overall status, overall, implementation, target, goal, goals, before, after, now, current coverage,
        target coverage, coverage target, current status, current state, final status, implementation
        status, completion status, passed, failed, skipped, passing, failing, build status, test results,
        test result, test status, path, paths, outcome, test coverage target, done, spec files, testing
        status, coverage goal, success rate, pass, fail
    """,
    condition="""
        if, when, once, until, unless, whether, which, that, what, how, where, who, whose, while, as needed,
        there, as long as, so that, in case
    """,
    verb_has="""
        has, have, had, provides, provide, contains, contain, achieves, achieved, reaches, reached, covers,
        stands at, at, includes, shows, reports, passes, runs
    """,
    ordinal="""
        phase, day, week, step, level, part, task, stage, sprint, milestone, tier, chapter, section,
        iteration, round, batch, horizon, priority, gate, version, property, item, line, lines, port, issue,
        year, month, quarter, node, python, java, python3, rule, group, layer, wave, p, pr, point, case,
        option, rank, step #, table, figure, appendix, http, error, code, exit, type, mode, epic, story, day
        #
    """,
    not_code="""
        api, apis, docs, doc, documentation, language, languages, feature, features, spec, specification,
        requirement, requirements, translation, implementation, endpoint, endpoints, platform, scenario, use
        case, browser, locale, opcode, instruction, service, protocol, standard, rule, market, geographic
    """,
    legend="""
        legend, key, grades, grade,
        status legend, status values, status key, legend & status, icon legend, symbols, status
        definitions, status legend:, markers, notation, status codes, status meanings, rating scale,
        coverage legend, color legend
    """,
)
