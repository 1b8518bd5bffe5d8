import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { pupilIdShape } from '../../../kernel/shapes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { ACTION_MEANS, ACTION_NAMES, type ActionKind, weighActions } from '../../contract.ts'
import styles from './beyond.module.css'
import { ReferForm } from './refer-form.tsx'

/** What lies beyond notices for one child: what can be referred, what stands against it, and the head's referral. */
export function Page() {
  const schoolId = useSchoolId()
  const { pupilId } = usePageParams(z.object({ pupilId: pupilIdShape }))
  const asked = useOperation(weighActions, { params: { schoolId, pupilId } })
  const [kind, setKind] = useState<ActionKind>()
  return (
    <Answered question={asked}>
      {(weighed) => (
        <>
          <PageHeader
            title={`Beyond notices: ${weighed.name}`}
            above={<PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{weighed.name}</PageLink>}
            lead="The last resort, where support was offered and failed. The authority decides on each of these; the school refers, with what it knows."
          />
          {weighed.considerationId !== null && (
            <p>
              It rests on{' '}
              <PageLink there={{ to: '/considerations/$threadId', params: { threadId: weighed.considerationId } }}>
                what was asked before a formal step
              </PageLink>
              .
            </p>
          )}
          <Section title="What there is">
            <ul className={styles.kinds}>
              {weighed.kinds.map((one) => (
                <Kind
                  key={one.kind}
                  {...one}
                  chosen={kind === one.kind}
                  mayDecide={weighed.may.decide}
                  onChoose={() => setKind(one.kind)}
                />
              ))}
            </ul>
          </Section>
          {kind !== undefined && <ReferForm key={kind} kind={kind} pupilId={pupilId} weighed={weighed} />}
        </>
      )}
    </Answered>
  )
}

function Kind(props: {
  readonly kind: ActionKind
  readonly refused: string | null
  readonly chosen: boolean
  readonly mayDecide: boolean
  readonly onChoose: () => void
}) {
  const { kind, refused, chosen, mayDecide, onChoose } = props
  return (
    <li className={styles.kind} data-chosen={chosen}>
      <h3>{ACTION_NAMES[kind]}</h3>
      <p className={styles.quiet}>{ACTION_MEANS[kind]}</p>
      {refused !== null && (
        <p>
          <strong>Not now.</strong> {refused}
        </p>
      )}
      {refused === null && mayDecide && (
        <Button className={styles.act} variant={chosen ? 'filled' : 'default'} aria-pressed={chosen} onClick={onChoose}>
          Refer for {kind === 'prosecution' || kind === 'fast track' ? kind : `an order`}
        </Button>
      )}
      {refused === null && !mayDecide && <p className={styles.quiet}>The head refers.</p>}
    </li>
  )
}
