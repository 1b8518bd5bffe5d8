import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SAMPLE = fileURLToPath(new URL('../../policies/aldermarsh-lower-academy.yaml', import.meta.url))

/** The sample policy with all the contradictions of the one it was written from. */
export function samplePolicy(): Uint8Array {
  return readFileSync(SAMPLE)
}

/** A policy in which nothing contradicts anything, with every setting there. */
export const CLEAN_POLICY = `
school: Thistledown School
title: Attendance policy
version: "7"
reviewed: {on: 2026-07-10, section: cover}
next review: {by: 2027-07, section: cover}
approvals:
  - {by: governing board, on: 2026-07-14, section: cover}
approved by: {body: governing board, section: "9"}
sections:
  - {number: "1", title: Aims, text: [Every child belongs here. We write an attendance contract with families who want one.]}
  - {number: "5", title: Authorised and unauthorised absence, text: [Illness is authorised.]}
  - {number: "8", title: Monitoring and analysis, text: ["We look at figures daily. See section 5 for what is authorised."]}
basis:
  - {cites: School Attendance (Pupil Registration) (England) Regulations 2024, section: "2"}
clocks:
  - years: [R, 1, 2, 3, 4, 5, 6]
    arrive by: 08:45
    morning opens: 08:50
    morning closes: 09:10
    afternoon opens: 13:00
    afternoon closes: 13:20
    day ends: 15:20
    section: "4.1"
    also: [{section: "3", morning closes: 09:10}]
announced:
  register opens: {at: 08:50, section: "4.2"}
  reception from: {at: 09:10, section: "4.4"}
  day starts: {at: 08:50, section: "4.1", also: [{section: "4.4", at: 08:50}]}
absence report: {before: 08:30, every day: yes, section: "4.2"}
first day contact: {within: 30 minutes, repeat daily: yes, section: "6"}
contact ladder:
  - {after: 0 minutes, channel: text, to: first contact, section: "4"}
  - {after: 1 school day, channel: letter, to: home, section: "4"}
vulnerable ladder:
  - {after: 0 minutes, channel: call, to: every contact in turn, section: "4"}
  - {after: 2 sessions, channel: visit, to: home, section: "4"}
vulnerable: {flags: [child-protection], section: "4"}
reason within: {within: 5 school days, section: "4.5"}
no contact: {after: 10 school days, missing: no, section: "4.2"}
attendance return: {after: 10 school days, section: "4.2"}
sickness return: {after: 15 school days, section: "7"}
evidence: [{after: 5 school days, only if in doubt: yes, section: "4.2"}]
without evidence: {absence: decided case by case, tell parents first: yes, section: "4.2"}
letters:
  - {step: letter, below: target, section: "6"}
  - {step: letter, below: 95 %, section: "6"}
  - {step: meeting, below: 90 %, section: "6"}
emergency contacts: {at least: 2, section: "3"}
targets: {attendance: 95 %, section: "6"}
persistent absence: {from: 10 %, section: "8"}
severe absence: {from: 50 %, section: "8"}
leave: {notice: 4 weeks, notice enforced: no, decides: [head], test: [rare], kinds: [C, C1, C2, J1, M, S, X], closed list: yes, section: "5.1"}
penalty notices by: {issued by: [head], advised by: [attendance-officer], section: "3.3"}
penalty notices:
  threshold: 10 sessions
  in any of: 10 school weeks
  first early: £80
  first early within: 21 days
  first late: £160
  first late within: 28 days
  second: £160
  second within: 28 days
  at most: 2
  in years: 3
  to: each liable parent
  section: "5.2"
notice to improve: {at least: 3 weeks, at most: 6 weeks, section: "5.2"}
keep entries: {for: 6 years, section: "4.1"}
quiet hours: {from: 19:00, until: 07:00, weekends: yes, section: "4"}
reports:
  - {to: parents, about: attendance, every: half year, section: "4.6"}
  - {to: parents, about: absence that worries us, every: concern, section: "4.6"}
rewards: [{for: attendance that got better, gives: a letter home, section: "6"}]
contacts: [{for: reporting an absence, role: attendance-officer, section: "3"}]
codes:
  - {code: V, means: a visit supervised by school staff, section: "11"}
  - {code: T, means: a mobile child whose parent travels for work, section: "11"}
quotes:
  - {section: "4", words: a doctor's note}
`
