import { Alert, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { Timeline } from '../../../ui/components/timeline.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { ACTION_NAMES, ACTION_STAGE_WORDS, type ActionStep, showAction } from '../../contract.ts'
import styles from './beyond.module.css'
import { STEP_FORMS } from './step-fields.ts'
import { StepForm } from './step-form.tsx'

type Shown = Answer<typeof showAction>

/** A fast track, an order or a prosecution: where it stands, its clocks, what was referred, every step. */
export function Page() {
  const schoolId = useSchoolId()
  const { threadId } = usePageParams(z.object({ threadId: uuidShape() }))
  const asked = useOperation(showAction, { params: { schoolId, threadId } })
  const [step, setStep] = useState<ActionStep>()
  return (
    <Answered question={asked}>
      {(shown) => (
        <>
          <PageHeader
            title={`${ACTION_NAMES[shown.kind]}: ${shown.pupil.name}`}
            above={
              <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: shown.pupil.id } }}>
                {shown.pupil.name}
              </PageLink>
            }
            actions={<strong>{ACTION_STAGE_WORDS[shown.stage]}</strong>}
          />
          <Clocks shown={shown} />
          <AfterWarning shown={shown} />
          <Group mb="lg" gap="sm">
            {shown.may.map((one) => (
              <Button key={one} variant="default" onClick={() => setStep(one)}>
                {STEP_FORMS[one].button}
              </Button>
            ))}
            <PageButton
              there={{ to: '/formal-steps/$threadId/evidence-pack', params: { threadId: shown.threadId } }}
              variant="default"
            >
              Evidence pack
            </PageButton>
          </Group>
          <Section title="What was referred">
            <KeyValues of={factsOf(shown)} />
          </Section>
          {shown.referral.sessions.length > 0 && (
            <Section title={`About ${shown.referral.sessions.length} sessions`}>
              <ul className={styles.sessions}>
                {shown.referral.sessions.map(({ day, half, code }) => (
                  <li key={`${day} ${half}`}>
                    {shortDay(day)}, {half === 'AM' ? 'morning' : 'afternoon'}: {code}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title="Every step">
            <Timeline
              label="What happened"
              entries={shown.history
                .map(({ words, day, by }, place) => ({
                  id: String(place),
                  title: words,
                  when: longDay(day),
                  by: `${by.name}, ${by.position}`,
                }))
                .toReversed()}
            />
          </Section>
          {step !== undefined && <StepForm step={step} threadId={shown.threadId} onClose={() => setStep(undefined)} />}
        </>
      )}
    </Answered>
  )
}

function Clocks({ shown }: { readonly shown: Shown }) {
  const { courtUntil, until, extendableFrom, next, stage } = shown
  const lines = [
    courtUntil !== null && stage !== 'decided'
      ? `A court can be asked about the earliest session until ${longDay(courtUntil)} (six months, not verified).`
      : '',
    until !== null && stage === 'order' ? `The order ends on ${longDay(until)}.` : '',
    extendableFrom !== null && stage === 'order' ? `It can be extended from ${longDay(extendableFrom)}.` : '',
    next === null ? '' : `${stage === 'hearing' ? 'The court sits' : 'It is looked at'} on ${longDay(next)}.`,
  ].filter((line) => line !== '')
  return lines.length === 0 ? null : (
    <Alert mb="md" title="Its clocks">
      {lines.join(' ')}
    </Alert>
  )
}

/** A final warning announced what comes at the next unauthorised absence: here it is. */
function AfterWarning({ shown }: { readonly shown: Shown }) {
  const { afterWarning: missed, pupil } = shown
  if (missed === null) return null
  return (
    <Alert mb="md" color="orange" title="Missed after the final warning">
      <p>
        {longDay(missed.day)}, {missed.half === 'AM' ? 'morning' : 'afternoon'}: {missed.code}. The family was told that
        a penalty notice is considered now. The questions come first, and the head decides.
      </p>
      {missed.going === null ? (
        <PageLink there={{ to: '/national-threshold', search: { pupil: pupil.id } }}>
          Begin the questions on the page of the national threshold
        </PageLink>
      ) : (
        <PageLink there={{ to: '/considerations/$threadId', params: { threadId: missed.going } }}>
          Go on with the questions
        </PageLink>
      )}
    </Alert>
  )
}

function factsOf({ referral, parent, breaches, caseId }: Shown): readonly (readonly [string, React.ReactNode])[] {
  const { orderWeighed, defences } = referral
  return [
    ...(parent === null ? [] : [['Parent', parent] as const]),
    ['Referred to', referral.to],
    ...(referral.homeAuthority === null ? [] : [['The family’s own authority', referral.homeAuthority] as const]),
    ['Why', referral.because],
    ...(orderWeighed === null
      ? []
      : [
          [
            'Education supervision order',
            `${orderWeighed.suits ? 'Would suit' : 'Would not suit'}: ${orderWeighed.words}`,
          ] as const,
        ]),
    ...defences.map(({ defence, words }) => [`${defence.charAt(0).toUpperCase()}${defence.slice(1)}`, words] as const),
    ...(breaches === 0 ? [] : [['Not kept', breaches === 1 ? 'Once' : `${breaches} times`] as const]),
    ...(caseId === null
      ? []
      : [
          [
            'Case',
            <PageLink key="case" there={{ to: '/cases/$caseId', params: { caseId } }}>
              The child’s case
            </PageLink>,
          ] as const,
        ]),
  ]
}
