import { z } from 'zod'
import { shortDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { comparePolicies, getPolicy } from '../contract.ts'
import { ChangesTable } from './changes-table.tsx'
import { Findings } from './findings.tsx'
import styles from './policy.module.css'
import { counted } from './words.ts'

const chosen = z.object({ one: z.coerce.number().int().optional(), other: z.coerce.number().int().optional() })
type Versions = Answer<typeof getPolicy>['versions']
type Compared = Answer<typeof comparePolicies>

/** Two versions of the policy beside each other: what changed in settings and text, and what was put right by it. */
export function Page() {
  const schoolId = useSchoolId()
  const policy = useOperation(getPolicy, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Compare versions"
        above={<PageLink there={{ to: '/policy' }}>Attendance policy</PageLink>}
        lead="Findings are those of today, for both."
      />
      <Answered question={policy}>
        {({ versions }) =>
          versions.length < 2 ? (
            <EmptyState
              title="Nothing to compare"
              because="There is only one version so far. Save another one first."
            />
          ) : (
            <TwoOf versions={versions} />
          )
        }
      </Answered>
    </>
  )
}

function TwoOf({ versions }: { readonly versions: Versions }) {
  const schoolId = useSchoolId()
  const [search, change] = useSearchState(chosen)
  const [newest, before] = versions
  const querystring = { one: search.one ?? before?.number ?? 1, other: search.other ?? newest?.number ?? 1 }
  const compared = useOperation(comparePolicies, { params: { schoolId }, querystring }, { keepLast: true })
  const choices = versions.map(({ number, label, inForceFrom }) => ({
    value: String(number),
    label: `${number}: ${label}, from ${shortDay(inForceFrom)}`,
  }))
  return (
    <>
      <search className={styles.pair} aria-label="Versions">
        <ChoiceField
          id="one"
          name="one"
          label="Earlier"
          value={String(querystring.one)}
          choices={choices}
          onChange={(one) => change({ one })}
        />
        <ChoiceField
          id="other"
          name="other"
          label="Later"
          value={String(querystring.other)}
          choices={choices}
          onChange={(other) => change({ other })}
        />
      </search>
      <Answered question={compared}>{(answer) => <ComparedView of={answer} />}</Answered>
    </>
  )
}

function ComparedView({ of: { settings, text, settled, arisen, remain } }: { readonly of: Compared }) {
  return (
    <>
      <Section title="Settings">
        <ChangesTable of={settings} before="Earlier" after="Later" />
      </Section>
      <Section title="Public text">
        {text.length === 0 ? (
          <p className={styles.lead}>No sentence differs.</p>
        ) : (
          text.map((part) => (
            <article key={`${part.number} ${part.title}`} className={styles.part}>
              <h3>{part.number === '' ? part.title : `${part.number} ${part.title}`}</h3>
              {part.gone.map((line) => (
                <p key={line}>
                  <span className="visually-hidden">Taken out: </span>
                  <del>{line}</del>
                </p>
              ))}
              {part.come.map((line) => (
                <p key={line}>
                  <span className="visually-hidden">Put in: </span>
                  <ins>{line}</ins>
                </p>
              ))}
            </article>
          ))
        )}
      </Section>
      {settled.length > 0 && <Findings of={settled} title="Put right" />}
      {arisen.length > 0 && <Findings of={arisen} title="New contradictions" />}
      <p className={styles.lead}>
        {remain === 0
          ? 'No other finding is in both.'
          : `${counted(remain, ['finding is', 'findings are'])} in both versions.`}
      </p>
    </>
  )
}
