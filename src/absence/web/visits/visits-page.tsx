import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { ChoiceField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { type HomeVisit, listVisits, recordVisit, VISIT_OUTCOME_NAMES, VISIT_OUTCOMES } from '../../contract.ts'
import styles from './visits.module.css'

/** The route of today's visits: to print or to take along on a phone, and what each came to. */
export function Page() {
  const schoolId = useSchoolId()
  const visits = useOperation(listVisits, { params: { schoolId }, querystring: {} })
  return (
    <>
      <PageHeader
        above={<PageLink there={{ to: '/morning' }}>Morning board</PageLink>}
        title="Home visits"
        lead="Near homes follow each other. Write down what was seen at the door, while you stand there."
        actions={
          <Button variant="default" onClick={() => window.print()}>
            Print the route
          </Button>
        }
      />
      <Answered question={visits}>
        {({ asOf, day, visits: of }) => (
          <Section
            title={longDay(day)}
            note={<Freshness asOf={asOf} onRefresh={() => void visits.refetch()} refreshing={visits.isFetching} />}
          >
            {of.length === 0 ? (
              <EmptyState
                title="No visit is planned today"
                because="Plan one from the contact desk, with “Plan a visit”."
              />
            ) : (
              <ol className={styles.route}>
                {of.map((visit) => (
                  <Stop key={visit.id} visit={visit} />
                ))}
              </ol>
            )}
          </Section>
        )}
      </Answered>
    </>
  )
}

function Stop({ visit }: { readonly visit: HomeVisit }) {
  const [open, setOpen] = useState(false)
  const { address, pupils, going, before, state, outcome, seen, at, by } = visit
  return (
    <li className={styles.stop}>
      <div>
        <h3 className={styles.place} data-plain="name">
          {address.state === 'shown'
            ? [...address.lines, address.town, address.postcode].join(', ')
            : NO_ADDRESS[address.state]}
        </h3>
        <p data-plain="name">
          {pupils.map(({ id, name, groupName }) => (
            <span key={id} className={styles.who}>
              <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: id } }}>{name}</PageLink> {groupName}
            </span>
          ))}
        </p>
        <Adults adults={visit.adults} />
        <p className={styles.quiet}>
          Going: {going}
          {before !== '' && `. To know: ${before}`}
        </p>
        {state !== 'planned' && (
          <p>
            {state === 'made' && outcome !== null && <b>{VISIT_OUTCOME_NAMES[outcome]}: </b>}
            {seen}{' '}
            <span className={styles.quiet}>
              {timeText(at)}, {by.name}, {by.position}
            </span>
          </p>
        )}
      </div>
      {state === 'planned' ? (
        <Button onClick={() => setOpen(true)}>What it came to</Button>
      ) : (
        <StatusPill tone={state === 'made' ? 'done' : 'quiet'}>
          {state === 'made' ? 'Visited' : 'Called off'}
        </StatusPill>
      )}
      {open && <RecordVisit visit={visit} onClose={() => setOpen(false)} />}
    </li>
  )
}

/** Who may open, with a number to ring from the road; who must not be told stands there too, and says so. */
function Adults({ adults }: { readonly adults: HomeVisit['adults'] }) {
  if (adults.length === 0) return null
  return (
    <ul className={styles.adults} aria-label="Who may open">
      {adults.map(({ name, relationship, livesWith, language, numbers, warning }) => (
        <li key={`${name} ${relationship}`} data-plain="name">
          {name}, {relationship}
          {livesWith && ', lives here'}
          {language !== null && language !== 'English' && `, speaks ${language}`}{' '}
          {numbers.map((number) => (
            <a key={number} href={`tel:${number.replaceAll(' ', '')}`}>
              {number}
            </a>
          ))}
          {warning !== '' && <b className={styles.warning}>{warning}</b>}
        </li>
      ))}
    </ul>
  )
}

const NO_ADDRESS = {
  hidden: 'The address is confidential: ask the safeguarding lead',
  none: 'No address is known',
} as const

const CALLED_OFF = 'called-off'

function RecordVisit({ visit, onClose }: { readonly visit: HomeVisit; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const act = useAct(recordVisit, { onDone: onClose })
  const fields = useFields(
    { outcome: 'nobody-in' as (typeof VISIT_OUTCOMES)[number] | typeof CALLED_OFF, going: visit.going, words: '' },
    act.error,
  )
  const { outcome, going, words } = fields.values
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { outcome: outcome === CALLED_OFF ? null : outcome, going, words }
    act.mutate({ params: { schoolId, visitId: visit.id }, body })
  }
  const choices = [
    ...VISIT_OUTCOMES.map((value) => ({ value, label: sentence(VISIT_OUTCOME_NAMES[value]) })),
    { value: CALLED_OFF, label: 'Nobody goes: the visit is called off' } as const,
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      title="What the visit came to"
      closeButtonProps={{ 'aria-label': 'Close without keeping it' }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          <ChoiceField label="Outcome" choices={choices} {...fields.bind('outcome')} />
          <TextField label="Who went" {...fields.bind('going')} />
          <LongTextField
            label="What was seen"
            hint="Facts: who opened, who was there, how the child was. Others will read it."
            {...fields.bind('words')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={act.isPending}>
              Keep it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
