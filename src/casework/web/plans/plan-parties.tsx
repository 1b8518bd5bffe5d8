import { Button } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { ROLE_NAMES } from '../../contract.ts'
import { isOfFamily } from '../../rules/plans/plan-questions.ts'
import type { OnePlan, PlanVersion as Version } from './one-plan.ts'
import styles from './plans.module.css'
import { SignPlan } from './sign-plan.tsx'

type Party = Version['body']['parties'][number]

/** Who does what, and who has signed. */
export function PlanParties({ version, ...of }: OnePlan & { readonly version: Version }) {
  const [signing, setSigning] = useState<Party>()
  return (
    <>
      <h4 className={styles.part}>Who does what</h4>
      <ul className={styles.parties}>
        {version.body.parties.map((party) => (
          <li key={party.id} className={styles.party}>
            <p className={styles.who}>{party.name}</p>
            <p className={styles.quiet}>{ROLE_NAMES[party.role]}</p>
            {party.duties.length > 0 && (
              <ul>
                {party.duties.map((duty) => (
                  <li key={duty.id}>{duty.words}</li>
                ))}
              </ul>
            )}
            {party.signs && <Signature {...of} version={version} party={party} onSign={() => setSigning(party)} />}
          </li>
        ))}
      </ul>
      {signing !== undefined && (
        <SignPlan {...of} version={version.version} party={signing} onClose={() => setSigning(undefined)} />
      )}
    </>
  )
}

const ANSWERED = {
  portal: 'Signed in Firstbell',
  paper: 'Signed on paper',
  refused: 'Does not agree',
} as const

function Signature({
  plan,
  may,
  version,
  party,
  onSign,
}: OnePlan & { readonly version: Version; readonly party: Party; readonly onSign: () => void }) {
  const answer = version.signatures.find((one) => one.party === party.id)
  const isOpen =
    version.offered !== null && plan.state !== 'ended' && (answer === undefined || answer.way === 'refused')
  // It says nothing of why: this page may lie open while the family sits at the table.
  const isHeld = plan.held && isOfFamily(party)
  return (
    <div className={styles.signature}>
      {answer === undefined ? (
        <StatusPill tone={version.offered === null ? 'quiet' : 'waiting'}>Not signed yet</StatusPill>
      ) : (
        <StatusPill tone={answer.way === 'refused' ? 'problem' : 'done'}>{ANSWERED[answer.way]}</StatusPill>
      )}
      {answer !== undefined && <span className={styles.when}>{shortDay(answer.day)}</span>}
      {answer !== undefined && answer.words !== '' && <span>“{answer.words}”</span>}
      {may.record && isOpen && isHeld && (
        <span>Nobody of the family signs it for now. What to do first is in your work list.</span>
      )}
      {may.record && isOpen && !isHeld && (
        <Button variant="default" size="compact-sm" onClick={onSign}>
          {party.role === 'school' ? 'Sign' : 'Signed on paper …'}
          <span className="visually-hidden"> for {party.name}</span>
        </Button>
      )}
    </div>
  )
}
