import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { Freshness } from '../../ui/components/freshness.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { workList } from '../contract.ts'
import { linesByRule } from '../rules/screen/grouped.ts'
import { ActDialog, type Acting } from './act-dialogs.tsx'
import styles from './duties.module.css'
import { EndedList } from './ended-list.tsx'
import { OneRule } from './rule-lines.tsx'

type List = Answer<typeof workList>
type Sums = List['mine']

const filters = z.object({
  whose: z.enum(['mine', 'all']).optional(),
  due: z.enum(['today']).optional(),
  rule: z.string().optional(),
})
type Filters = z.output<typeof filters>
type Change = (changed: Partial<Record<keyof Filters, unknown>>) => void

/** Everything that is due: what, about whom, why, by when and whose it is, with what to do about it. */
export function Page() {
  const schoolId = useSchoolId()
  const [search, change] = useSearchState(filters)
  const querystring = { whose: search.whose ?? ('mine' as const), ...(search.due && { due: search.due }) }
  const asked = useOperation(workList, { params: { schoolId }, querystring }, { keepLast: true })
  return (
    <>
      <PageHeader
        title="Work list"
        lead="What law, guidance and the school’s own policy ask for now. Each line follows from marks and other facts: when those change, it changes."
      />
      <Answered question={asked}>
        {(list) => (
          <>
            <SumsOf sums={querystring.whose === 'mine' ? list.mine : list.all} />
            <FilterBar
              list={list}
              search={search}
              onChange={change}
              note={<Freshness asOf={list.asOf} onRefresh={() => void asked.refetch()} refreshing={asked.isFetching} />}
            />
            <Lines list={list} search={search} />
            {search.due === undefined && <EndedList ended={list.ended} inAll={list.endedInAll} rules={list.rules} />}
          </>
        )}
      </Answered>
    </>
  )
}

function SumsOf({ sums }: { readonly sums: Sums }) {
  return (
    <ul className={styles.sums} aria-label="How much there is">
      <li className={sums.overdue > 0 ? styles.late : undefined}>{sums.overdue} overdue</li>
      <li>{sums.today - sums.overdue} more due today</li>
      <li>{sums.open} open in all</li>
      <li>{sums.snoozed} put off</li>
    </ul>
  )
}

function FilterBar({
  list,
  search,
  onChange,
  note,
}: {
  readonly list: List
  readonly search: Filters
  readonly onChange: Change
  readonly note: React.ReactNode
}) {
  const open = new Set(list.duties.map(({ rule }) => rule))
  return (
    <search className={styles.filters} aria-label="The list">
      <ChoiceField
        id="duties-whose"
        name="whose"
        label="Whose"
        value={search.whose ?? 'mine'}
        choices={[
          { value: 'mine', label: `Mine (${list.mine.open})` },
          { value: 'all', label: `Everybody’s (${list.all.open})` },
        ]}
        onChange={(whose) => onChange({ whose: whose === 'mine' ? undefined : whose })}
      />
      <ChoiceField
        id="duties-due"
        name="due"
        label="When"
        value={search.due ?? 'any'}
        choices={[
          { value: 'any', label: 'At any time' },
          { value: 'today', label: 'Due by the end of today' },
        ]}
        onChange={(due) => onChange({ due: due === 'any' ? undefined : due })}
      />
      <ChoiceField
        id="duties-rule"
        name="rule"
        label="What"
        value={search.rule ?? ''}
        choices={[
          { value: '', label: 'Everything' },
          ...list.rules.filter(({ id }) => open.has(id)).map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(rule) => onChange({ rule: rule === '' ? undefined : rule })}
      />
      {note}
    </search>
  )
}

function Lines({ list, search }: { readonly list: List; readonly search: Filters }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [acting, setActing] = useState<Acting>()
  const duties = list.duties.filter(({ rule }) => search.rule === undefined || rule === search.rule)
  if (duties.length === 0) return <Nothing search={search} others={list.all.open} />
  const still = duties.filter(({ key }) => chosen.has(key))
  const choose = (keys: readonly string[], yes: boolean) => {
    const next = new Set(chosen)
    for (const key of keys) {
      if (yes) next.add(key)
      else next.delete(key)
    }
    setChosen(next)
  }
  return (
    <>
      {linesByRule(duties, list.rules, list.today).map((of) => (
        <OneRule
          key={of.rule.id}
          of={of}
          today={list.today}
          chosen={chosen}
          onChoose={list.mayAct ? choose : undefined}
          everybodys={search.whose === 'all'}
        />
      ))}
      {still.length > 0 && <ActBar list={list} chosen={still} onAct={setActing} onClear={() => setChosen(new Set())} />}
      {acting !== undefined && (
        <ActDialog
          acting={acting}
          today={list.today}
          keys={still.map(({ key }) => key)}
          onClose={() => setActing(undefined)}
          onDone={() => {
            setActing(undefined)
            setChosen(new Set())
          }}
        />
      )}
    </>
  )
}

function ActBar({
  list,
  chosen,
  onAct,
  onClear,
}: {
  readonly list: List
  readonly chosen: List['duties']
  readonly onAct: (acting: Acting) => void
  readonly onClear: () => void
}) {
  const byRecord = new Set(list.rules.filter(({ ends }) => ends === 'record').map(({ id }) => id))
  const mayBeDone = chosen.every(({ rule }) => byRecord.has(rule))
  const someOff = chosen.some(({ state }) => state === 'snoozed')
  return (
    <section className={styles.bar} aria-label="What to do with what is chosen">
      <p role="status">{chosen.length === 1 ? '1 chosen' : `${chosen.length} chosen`}</p>
      {mayBeDone ? (
        <Button onClick={() => onAct('done')}>Done …</Button>
      ) : (
        <span className={styles.quiet}>Ends by itself when the mark or the record changes</span>
      )}
      <Button variant="default" onClick={() => onAct('snooze')}>
        Put off …
      </Button>
      {someOff && (
        <Button variant="default" onClick={() => onAct('wake')}>
          Take up again …
        </Button>
      )}
      <Button variant="default" onClick={() => onAct('hand-over')}>
        Hand over …
      </Button>
      <Button variant="subtle" onClick={onClear}>
        Choose none
      </Button>
    </section>
  )
}

function Nothing({ search, others }: { readonly search: Filters; readonly others: number }) {
  if (search.rule !== undefined || search.due !== undefined)
    return (
      <EmptyState
        title="Nothing here"
        because="Nothing that is open fits these choices. Choose everything, at any time."
      />
    )
  return (
    <EmptyState
      title="Nothing is waiting for you"
      because={
        search.whose === 'all' || others === 0
          ? 'Nothing that law, guidance or the policy asks for is open at this school.'
          : `${others} ${others === 1 ? 'duty' : 'duties'} of others are open: choose “Everybody’s” to see them.`
      }
    />
  )
}
