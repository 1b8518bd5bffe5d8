import { Button } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { caseSupport } from '../../contract.ts'
import type { CaseSectionProps } from '../case/section-props.ts'
import { OfferCard } from './offer-card.tsx'
import { OfferForm } from './offer-form.tsx'
import { ReferForm } from './refer-form.tsx'
import { Referrals } from './referrals.tsx'
import type { Help } from './shown.ts'
import { SuggestedSupport } from './suggested-support.tsx'
import styles from './support.module.css'

/** What was offered and how it was answered, where the family was referred, and what could help. */
export function SupportSection({ caseId }: CaseSectionProps) {
  const schoolId = useSchoolId()
  const asked = useOperation(caseSupport, { params: { schoolId, caseId } })
  return (
    <Section title="Support" note={<PageLink there={{ to: '/support' }}>Catalogue and services</PageLink>}>
      <Answered question={asked}>{(help) => <Whole {...{ caseId, help }} />}</Answered>
    </Section>
  )
}

const OVER = ['refused', 'ended', 'unsuitable']

function Whole({ caseId, help }: { readonly caseId: string; readonly help: Help }) {
  const [doing, setDoing] = useState<'offer' | 'refer'>()
  const mayWrite = help.mayRecord && help.open
  const goesOn = help.offers.filter(({ state }) => !OVER.includes(state))
  const over = help.offers.filter(({ state }) => OVER.includes(state))
  return (
    <>
      {help.offers.length === 0 && <p className={styles.quiet}>Nothing has been offered in this case yet.</p>}
      <ul className={styles.cards}>
        {goesOn.map((offer) => (
          <OfferCard key={offer.offerId} {...{ caseId, offer, help, mayWrite }} />
        ))}
      </ul>
      <Referrals {...{ caseId, help, mayWrite }} />
      {mayWrite && (
        <div className={styles.actions}>
          <Button variant="default" onClick={() => setDoing('offer')}>
            Offer support
          </Button>
          <Button variant="default" onClick={() => setDoing('refer')}>
            Refer to a service
          </Button>
        </div>
      )}
      {mayWrite && <SuggestedSupport {...{ caseId, help }} />}
      {over.length + help.unsuitable.length > 0 && (
        <details>
          <summary>Offered before, and what does not suit</summary>
          <ul className={styles.cards} style={{ marginTop: '0.75rem' }}>
            {over.map((offer) => (
              <OfferCard key={offer.offerId} {...{ caseId, offer, help }} mayWrite={false} />
            ))}
            {help.unsuitable.map(({ title, day, words }) => (
              <li key={`${title} ${day}`} className={styles.card}>
                <h3 className={styles.name}>{title}</h3>
                <p className={styles.quiet}>Considered {shortDay(day)}, not offered: it does not suit.</p>
                <p>{words}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {doing === 'offer' && <OfferForm {...{ caseId, help }} onClose={() => setDoing(undefined)} />}
      {doing === 'refer' && <ReferForm {...{ caseId, help }} onClose={() => setDoing(undefined)} />}
    </>
  )
}
