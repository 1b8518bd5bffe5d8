;; Counts strips: for each enrolment of a run, how many sessions hold each code, and whether it is persistently or severely absent.
;; The same sums as `src/measures/rules/sessions.ts`, sixteen sessions at a time. Nearly every session of a strip is nothing, / in the morning,
;; \ in the afternoon, I, L or O: those are counted by comparing whole vectors. What is left, one session in forty, is put on a list without any
;; branch and counted afterwards, for up to 64 enrolments together: a branch for each of them would be guessed wrong more often than not.
;; Counters of codes stay in registers for as many enrolments. Half of the time once went in waiting for memory, so each strip is asked for
;; while the one before it is counted.
(module
  (import "england" "memory" (memory 1 65536))

  ;; strips: address of the first strip; each is 736 bytes: 732 sessions and four that are nothing
  ;; spans: address of two u16 an enrolment, first and last session on roll
  ;; work: address of 256 u32: 1 where the byte is a possible session, 65537 where it is also an absence, else 0;
  ;;       and behind them room to work in: at 1024 the sums of 64 enrolments, at 1280 one strip, at 2048 the list (64 × 23 × 8 bytes)
  ;; cell: address of 256 u32 of sessions by byte, then enrolments with a possible session, persistently absent, severely absent
  (func (export "tally") (param $strips i32) (param $spans i32) (param $count i32) (param $work i32) (param $cell i32)
    (param $am i32) (param $pm i32) (param $ill i32) (param $late i32) (param $other i32)
    (local $batch i32) (local $one i32) (local $read i32) (local $end i32) (local $from i32) (local $to i32) (local $rest i32)
    (local $list i32) (local $put i32) (local $tag i64) (local $entry i64) (local $byte i32) (local $here i32)
    (local $sum i32) (local $possible i32) (local $absent i32) (local $enrolments i32) (local $persistent i32) (local $severe i32)
    (local $v v128) (local $w v128) (local $wantPresent v128) (local $wantIll v128) (local $wantLate v128) (local $wantOther v128)
    (local $isPresent v128) (local $isIll v128) (local $isLate v128) (local $isOther v128) (local $nothing v128)
    (local $presents v128) (local $ills v128) (local $lates v128) (local $others v128)
    (local $allAm v128) (local $allPm v128) (local $allIll v128) (local $allLate v128) (local $allOther v128)
    (local $sums i64) (local $touched i32)
    ;; / in even places and \ in odd ones; one of them elsewhere is left for the list
    (local.set $wantPresent (i16x8.splat (i32.or (local.get $am) (i32.shl (local.get $pm) (i32.const 8)))))
    (local.set $wantIll (i8x16.splat (local.get $ill)))
    (local.set $wantLate (i8x16.splat (local.get $late)))
    (local.set $wantOther (i8x16.splat (local.get $other)))
    (local.set $list (i32.add (local.get $work) (i32.const 2048)))
    (block $done
      (loop $batches
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $batch (select (i32.const 64) (local.get $count) (i32.gt_u (local.get $count) (i32.const 64))))
        (local.set $put (local.get $list))
        (local.set $tag (i64.const 0))
        (local.set $allAm (v128.const i64x2 0 0))
        (local.set $allPm (v128.const i64x2 0 0))
        (local.set $allIll (v128.const i64x2 0 0))
        (local.set $allLate (v128.const i64x2 0 0))
        (local.set $allOther (v128.const i64x2 0 0))
        (local.set $one (i32.const 0))
        (loop $enrolments
          (local.set $from (i32.load16_u (local.get $spans)))
          (local.set $to (i32.load16_u offset=2 (local.get $spans)))
          (local.set $read (i32.add (local.get $strips) (i32.mul (local.get $one) (i32.const 736))))
          ;; one byte of each of the twelve lines of the next strip, all asked for at once: they come while this strip is counted. Asked for
          ;; one after the other, as the counting gets there, they take as long as all the counting
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=736 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=800 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=864 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=928 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=992 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=1056 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=1120 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=1184 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=1248 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=1312 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=1376 (local.get $read))))
          (local.set $touched (i32.or (local.get $touched) (i32.load8_u offset=1440 (local.get $read))))
          (if (i32.or (local.get $from) (i32.lt_u (local.get $to) (i32.const 731)))
            (then
              ;; came or left during the year: a copy with nothing outside the sessions on roll
              (call $within (local.get $read) (i32.add (local.get $work) (i32.const 1280)) (local.get $from) (local.get $to))
              (local.set $read (i32.add (local.get $work) (i32.const 1280)))))
          (local.set $end (i32.add (local.get $read) (i32.const 736)))
          (local.set $presents (v128.const i64x2 0 0))
          (local.set $ills (v128.const i64x2 0 0))
          (local.set $lates (v128.const i64x2 0 0))
          (local.set $others (v128.const i64x2 0 0))
          (loop $vectors
            (local.set $v (v128.load offset=0 (local.get $read)))
            (local.set $isPresent (i8x16.eq (local.get $v) (local.get $wantPresent)))
            (local.set $isIll (i8x16.eq (local.get $v) (local.get $wantIll)))
            (local.set $isLate (i8x16.eq (local.get $v) (local.get $wantLate)))
            (local.set $isOther (i8x16.eq (local.get $v) (local.get $wantOther)))
            ;; a match is -1, so that taking it away adds one; 46 vectors never overflow a byte
            (local.set $presents (i8x16.sub (local.get $presents) (local.get $isPresent)))
            (local.set $ills (i8x16.sub (local.get $ills) (local.get $isIll)))
            (local.set $lates (i8x16.sub (local.get $lates) (local.get $isLate)))
            (local.set $others (i8x16.sub (local.get $others) (local.get $isOther)))
            (local.set $v
              (v128.or
                (v128.or (i8x16.eq (local.get $v) (local.get $nothing)) (local.get $isPresent))
                (v128.or (v128.or (local.get $isIll) (local.get $isLate)) (local.get $isOther))))
            (local.set $w (v128.load offset=16 (local.get $read)))
            (local.set $isPresent (i8x16.eq (local.get $w) (local.get $wantPresent)))
            (local.set $isIll (i8x16.eq (local.get $w) (local.get $wantIll)))
            (local.set $isLate (i8x16.eq (local.get $w) (local.get $wantLate)))
            (local.set $isOther (i8x16.eq (local.get $w) (local.get $wantOther)))
            (local.set $presents (i8x16.sub (local.get $presents) (local.get $isPresent)))
            (local.set $ills (i8x16.sub (local.get $ills) (local.get $isIll)))
            (local.set $lates (i8x16.sub (local.get $lates) (local.get $isLate)))
            (local.set $others (i8x16.sub (local.get $others) (local.get $isOther)))
            (local.set $w
              (v128.or
                (v128.or (i8x16.eq (local.get $w) (local.get $nothing)) (local.get $isPresent))
                (v128.or (v128.or (local.get $isIll) (local.get $isLate)) (local.get $isOther))))
            (local.set $rest
              (i32.xor (i32.const -1)
                (i32.or (i8x16.bitmask (local.get $v)) (i32.shl (i8x16.bitmask (local.get $w)) (i32.const 16)))))
            ;; always written, kept only where something is left: number of the enrolment, place among the strips, which of 32 sessions
            (i64.store (local.get $put) (i64.or (local.get $tag) (i64.extend_i32_u (local.get $rest))))
            (local.set $put (i32.add (local.get $put) (i32.shl (i32.ne (local.get $rest) (i32.const 0)) (i32.const 3))))
            (local.set $tag (i64.add (local.get $tag) (i64.const 0x2000000000)))
            (br_if $vectors
              (i32.lt_u (local.tee $read (i32.add (local.get $read) (i32.const 32))) (local.get $end))))
          (local.set $tag (i64.add (local.get $tag) (i64.const 0x1000000000000)))
          (local.set $allAm (i16x8.add (local.get $allAm) (v128.and (local.get $presents) (i16x8.splat (i32.const 0xff)))))
          (local.set $allPm (i16x8.add (local.get $allPm) (i16x8.shr_u (local.get $presents) (i32.const 8))))
          (local.set $allIll (i16x8.add (local.get $allIll) (i16x8.extadd_pairwise_i8x16_u (local.get $ills))))
          (local.set $allLate (i16x8.add (local.get $allLate) (i16x8.extadd_pairwise_i8x16_u (local.get $lates))))
          (local.set $allOther (i16x8.add (local.get $allOther) (i16x8.extadd_pairwise_i8x16_u (local.get $others))))
          ;; possible sessions in the lower half of four numbers, absences in the upper; then the four together
          (local.set $v
            (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (i8x16.add (local.get $ills) (local.get $others)))))
          (local.set $w
            (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (i8x16.add (local.get $presents) (local.get $lates)))))
          (local.set $v
            (i32x4.add (i32x4.add (local.get $v) (local.get $w)) (i32x4.shl (local.get $v) (i32.const 16))))
          (local.set $sums (i64.add (i64x2.extract_lane 0 (local.get $v)) (i64x2.extract_lane 1 (local.get $v))))
          (i32.store offset=1024 (i32.add (local.get $work) (i32.shl (local.get $one) (i32.const 2)))
            (i32.add (i32.wrap_i64 (local.get $sums)) (i32.wrap_i64 (i64.shr_u (local.get $sums) (i64.const 32)))))
          (local.set $spans (i32.add (local.get $spans) (i32.const 4)))
          (br_if $enrolments
            (i32.lt_u (local.tee $one (i32.add (local.get $one) (i32.const 1))) (local.get $batch))))
        (call $add (local.get $cell) (local.get $am) (local.get $allAm))
        (call $add (local.get $cell) (local.get $pm) (local.get $allPm))
        (call $add (local.get $cell) (local.get $ill) (local.get $allIll))
        (call $add (local.get $cell) (local.get $late) (local.get $allLate))
        (call $add (local.get $cell) (local.get $other) (local.get $allOther))
        ;; the list: of each entry the first session, and what is left of it is listed anew
        (block $empty
          (loop $again
            (br_if $empty (i32.eq (local.get $put) (local.get $list)))
            (local.set $end (local.get $put))
            (local.set $put (local.get $list))
            (local.set $read (local.get $list))
            (loop $entries
              (local.set $entry (i64.load (local.get $read)))
              (local.set $byte
                (i32.shl
                  (i32.load8_u
                    (i32.add
                      (i32.add
                        (local.get $strips)
                        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $entry) (i64.const 32))) (i32.const 0xffff)))
                      (i32.ctz (i32.wrap_i64 (local.get $entry)))))
                  (i32.const 2)))
              (local.set $here (i32.add (local.get $cell) (local.get $byte)))
              (i32.store (local.get $here) (i32.add (i32.load (local.get $here)) (i32.const 1)))
              (local.set $here
                (i32.add (local.get $work)
                  (i32.shl (i32.wrap_i64 (i64.shr_u (local.get $entry) (i64.const 48))) (i32.const 2))))
              (i32.store offset=1024 (local.get $here)
                (i32.add (i32.load offset=1024 (local.get $here)) (i32.load (i32.add (local.get $work) (local.get $byte)))))
              (local.set $entry (i64.and (local.get $entry) (i64.sub (local.get $entry) (i64.const 1))))
              (i64.store (local.get $put) (local.get $entry))
              (local.set $put
                (i32.add (local.get $put)
                  (i32.shl (i32.ne (i32.wrap_i64 (local.get $entry)) (i32.const 0)) (i32.const 3))))
              (br_if $entries
                (i32.lt_u (local.tee $read (i32.add (local.get $read) (i32.const 8))) (local.get $end))))
            (br $again)))
        (local.set $one (i32.const 0))
        (local.set $here (local.get $work))
        (loop $standings
          (local.set $sum (i32.load offset=1024 (local.get $here)))
          (local.set $possible (i32.and (local.get $sum) (i32.const 0xffff)))
          (local.set $absent (i32.shr_u (local.get $sum) (i32.const 16)))
          (local.set $rest (i32.ne (local.get $possible) (i32.const 0)))
          (local.set $enrolments (i32.add (local.get $enrolments) (local.get $rest)))
          (local.set $persistent
            (i32.add (local.get $persistent)
              (i32.and (local.get $rest) (i32.ge_u (i32.mul (local.get $absent) (i32.const 10)) (local.get $possible)))))
          (local.set $severe
            (i32.add (local.get $severe)
              (i32.and (local.get $rest) (i32.ge_u (i32.mul (local.get $absent) (i32.const 2)) (local.get $possible)))))
          (local.set $here (i32.add (local.get $here) (i32.const 4)))
          (br_if $standings
            (i32.lt_u (local.tee $one (i32.add (local.get $one) (i32.const 1))) (local.get $batch))))
        ;; written where nobody looks, so that no compiler leaves the reading out
        (i32.store offset=2016 (local.get $work) (local.get $touched))
        (local.set $strips (i32.add (local.get $strips) (i32.mul (local.get $batch) (i32.const 736))))
        (local.set $count (i32.sub (local.get $count) (local.get $batch)))
        (br $batches)))
    (i32.store offset=1024 (local.get $cell) (i32.add (i32.load offset=1024 (local.get $cell)) (local.get $enrolments)))
    (i32.store offset=1028 (local.get $cell) (i32.add (i32.load offset=1028 (local.get $cell)) (local.get $persistent)))
    (i32.store offset=1032 (local.get $cell) (i32.add (i32.load offset=1032 (local.get $cell)) (local.get $severe))))

  ;; adds the sum of eight counts to a byte's sessions
  (func $add (param $cell i32) (param $byte i32) (param $counts v128)
    (local $fours v128)
    (local.set $fours (i32x4.extadd_pairwise_i16x8_u (local.get $counts)))
    (local.set $cell (i32.add (local.get $cell) (i32.shl (local.get $byte) (i32.const 2))))
    (i32.store (local.get $cell)
      (i32.add (i32.load (local.get $cell))
        (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $fours)) (i32x4.extract_lane 1 (local.get $fours)))
          (i32.add (i32x4.extract_lane 2 (local.get $fours)) (i32x4.extract_lane 3 (local.get $fours)))))))

  ;; copies a strip with nothing before or after a span
  (func $within (param $read i32) (param $write i32) (param $from i32) (param $to i32)
    (local $place i32) (local $skip i32) (local $take i32)
    (loop $more
      ;; of these sixteen, how many lie before the span, and how many before its end: from 0 to 16
      (local.set $skip (i32.sub (local.get $from) (local.get $place)))
      (local.set $skip (select (local.get $skip) (i32.const 0) (i32.gt_s (local.get $skip) (i32.const 0))))
      (local.set $skip (select (local.get $skip) (i32.const 16) (i32.lt_s (local.get $skip) (i32.const 16))))
      (local.set $take (i32.add (i32.sub (local.get $to) (local.get $place)) (i32.const 1)))
      (local.set $take (select (local.get $take) (i32.const 0) (i32.gt_s (local.get $take) (i32.const 0))))
      (local.set $take (select (local.get $take) (i32.const 16) (i32.lt_s (local.get $take) (i32.const 16))))
      (v128.store (i32.add (local.get $write) (local.get $place))
        (v128.and
          (v128.load (i32.add (local.get $read) (local.get $place)))
          (v128.and
            (i8x16.ge_u (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15) (i8x16.splat (local.get $skip)))
            (i8x16.lt_u (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15) (i8x16.splat (local.get $take))))))
      (br_if $more (i32.lt_u (local.tee $place (i32.add (local.get $place) (i32.const 16))) (i32.const 736)))))

  ;; Adds up memory as 64-bit numbers, so that it must be read: how fast this machine gives the same bytes at all.
  (func (export "readOnce") (param $at i32) (param $bytes i32) (result i64)
    (local $end i32) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $at) (i32.and (local.get $bytes) (i32.const 0xffffffc0))))
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $a (i64x2.add (local.get $a) (v128.load (local.get $at))))
        (local.set $b (i64x2.add (local.get $b) (v128.load offset=16 (local.get $at))))
        (local.set $c (i64x2.add (local.get $c) (v128.load offset=32 (local.get $at))))
        (local.set $d (i64x2.add (local.get $d) (v128.load offset=48 (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br $more)))
    (i64.add
      (i64x2.extract_lane 0 (i64x2.add (i64x2.add (local.get $a) (local.get $b)) (i64x2.add (local.get $c) (local.get $d))))
      (i64x2.extract_lane 1 (i64x2.add (i64x2.add (local.get $a) (local.get $b)) (i64x2.add (local.get $c) (local.get $d))))))
)
