import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { dayText, timeText, useNow } from '../../../ui/clock.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import type { SearchShown } from '../../contract.ts'
import { STATE_LOOK, stepWords } from './check-words.ts'
import styles from './checks.module.css'
import { HandOverDialog, OutcomeDialog, TellDialog } from './search-dialogs.tsx'

const OUTCOMES = {
  found: 'Found',
  'left-site': 'Left the site',
  'not-found': 'Not found',
  mistake: 'A mistake',
} as const

type Open = keyof typeof OUTCOMES | 'tell' | 'hand-over'

/** One child who is or was looked for: since when, what is known, and what to do next. */
export function SearchCard({ search }: { readonly search: SearchShown }) {
  const [open, setOpen] = useState<Open>()
  const { name, groupName, pupilId, place, at, day, by, state, next, steps } = search
  const { tone, word } = STATE_LOOK[state]
  const close = () => setOpen(undefined)
  return (
    <article className={styles.card} data-open={next.length > 0} aria-label={name}>
      <header>
        <h3>
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>{' '}
          <span className={styles.quiet}>{groupName}</span>
        </h3>
        <StatusPill tone={tone}>{word}</StatusPill>
      </header>
      <p>
        Missing from {place} at {timeText(at)}
        {dayText(at) !== dayText(useNow(60)) && ` on ${longDay(day)}`}, by {by.name}. <Limit search={search} />
      </p>
      {steps.length > 0 && (
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step.number}>
              {stepWords(step)}{' '}
              <span className={styles.quiet}>
                {timeText(step.at)}, {step.by.name}
              </span>
            </li>
          ))}
        </ol>
      )}
      <Group gap="xs">
        {next.includes('tell') && (
          <Button size="sm" onClick={() => setOpen('tell')}>
            Tell the family
          </Button>
        )}
        {next.includes('hand-over') && (
          <Button size="sm" onClick={() => setOpen('hand-over')}>
            Hand over the search
          </Button>
        )}
        {outcomesFor(search).map((outcome) => (
          <Button
            key={outcome}
            size="sm"
            variant={outcome === 'found' && next.includes('look') ? 'filled' : 'default'}
            onClick={() => setOpen(outcome)}
          >
            {OUTCOMES[outcome]}
          </Button>
        ))}
      </Group>
      {state !== 'looking' && state !== 'mistake' && (
        <p className={styles.quiet}>
          The mark of the session stays as it is. If it should change, amend it on{' '}
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>the pupil’s page</PageLink>.
        </p>
      )}
      {open === 'tell' && <TellDialog search={search} onClose={close} />}
      {open === 'hand-over' && <HandOverDialog search={search} onClose={close} />}
      {open !== undefined && open !== 'tell' && open !== 'hand-over' && (
        <OutcomeDialog search={search} outcome={open} title={OUTCOMES[open]} onClose={close} />
      )}
    </article>
  )
}

function outcomesFor({ state, next }: SearchShown): readonly (keyof typeof OUTCOMES)[] {
  if (state === 'looking') return ['found', 'left-site', 'not-found', 'mistake']
  if (state === 'not-found') return ['found', 'left-site']
  if (state === 'left-site') return ['found']
  return state === 'found' && next.length > 0 ? ['left-site'] : []
}

function Limit({ search: { next, lookUntil } }: { readonly search: SearchShown }) {
  const now = useNow(15)
  if (!next.includes('look')) return null
  const left = Math.ceil((Date.parse(lookUntil) - now.getTime()) / 60_000)
  return (
    <strong>
      {left > 0
        ? `${left === 1 ? '1 minute' : `${left} minutes`} left to find them.`
        : `Should have been found by ${timeText(lookUntil)}.`}
    </strong>
  )
}
