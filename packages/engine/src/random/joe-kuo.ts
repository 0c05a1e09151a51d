/*!
 * The numbers below are the first of "new-joe-kuo-6.21201" by Stephen Joe and Frances Y. Kuo (web.maths.unsw.edu.au/~fkuo/sobol).
 *
 * Copyright (c) 2008, Frances Y. Kuo and Stephen Joe
 * All rights reserved.
 *
 * Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
 * conditions are met:
 *
 * Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
 *
 * Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in
 * the documentation and/or other materials provided with the distribution.
 *
 * Neither the names of the copyright holders nor the names of the University of New South Wales and the University of Waikato and its
 * contributors may be used to endorse or promote products derived from this software without specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS ``AS IS'' AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO,
 * THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT
 * HOLDERS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO,
 * PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY
 * THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE
 * USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** What one dimension of a Sobol sequence starts from. */
export interface Initial {
  /** The inner coefficients of a primitive polynomial over two elements, as bits: of degree `m.length`, its outer coefficients are 1. */
  readonly a: number;
  /** Odd numbers; the one at place i, from 0, is below 2^(i+1). */
  readonly m: readonly number[];
}

/** Dimensions that there are numbers for, the first included: all whose polynomial has a degree of at most 13. */
export const mostDimensions = 1111;

/**
 * The numbers of so many dimensions from the second on, in order, as Joe and Kuo 2008 ("Constructing Sobol sequences with better two-dimensional
 * projections", their criterion D(6)) found them.
 */
export function joeKuoNumbers(count: number = mostDimensions - 1): Initial[] {
  const found: Initial[] = [];
  for (const { degree, polynomials, text } of packed) {
    if (found.length >= count) break;
    const take = bitsOf(text.replaceAll(/\s/g, ''));
    for (let left = Math.min(polynomials, count - found.length); left > 0; left--) {
      const a = take(degree - 1);
      found.push({ a, m: Array.from({ length: degree }, (_, place) => 2 * take(place) + 1) });
    }
  }
  return found;
}

/** Takes numbers of so many bits from a text, the highest bit first; a letter has 6. */
function bitsOf(text: string): (count: number) => number {
  let place = 0;
  return (count) => {
    let value = 0;
    for (let taken = 0; taken < count; taken++, place++) {
      const letter = letters.indexOf(text.charAt(Math.floor(place / 6)));
      value = 2 * value + ((letter >> (5 - (place % 6))) & 1);
    }
    return value;
  };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * For each degree all polynomials, in order: `a` in degree - 1 bits, then of each number of `m` from the second on, the one at place i
 * from 0, its upper i bits, the lowest being 1.
 */
const packed: readonly { readonly degree: number; readonly polynomials: number; readonly text: string }[] = [
  { degree: 1, polynomials: 1, text: '' },
  { degree: 2, polynomials: 1, text: 'w' },
  { degree: 3, polynomials: 2, text: 'ZA' },
  { degree: 4, polynomials: 2, text: 'JM2' },
  { degree: 5, polynomials: 6, text: 'JKESJ3ZtANBXsv' },
  { degree: 6, polynomials: 6, text: 'DYeGj0qE24mOYrTszKU-' },
  {
    degree: 7,
    polynomials: 18,
    text: 'B9s-YnzHiHOOL5GgMaOmSOqcW-PVVmjzmImifeBIEHTJdlMxylO1gbq5bpGUJai3SuA3DYe97cbzH1Q7Q',
  },
  {
    degree: 8,
    polynomials: 16,
    text: `
      HT-Zj0V3_r7AtKpZviaXaxhF79FoLMecfAnZQSUHM0UlR05x6ELLkOlyTo43rz7G1CFfhwwg3Vyxn7hCSPnFv_dXopatQg
    `,
  },
  {
    degree: 9,
    polynomials: 48,
    text: `
      CMuQvW7w20QbBCIQCiZYKrFosOez-RkVUPtFssVR2HO1L15soDvzTv00xG43Bs--8pO1vO2MUD47Lpq4BDFrX3ySSnVG4noVFKDUAUFSescH3tV8
      EqDKBVs7zDf_NeoL9i0_ZyQT6_dmhO3peZBtVjXVv1eggMNorHw8OcgxCJlOtGdXioHa__GI_HfaVZiRRALnxKmCi4OGT50Uy6RnCnq3vjKHrdFw
      ydObBi7fI9G1KsWjYltnzLC84rnlDHjeC_nmaawHwgAhJIvced6nBvHaZltUHX3KSiXhruOtGpnZTlMVA3hO5v84heauphNyKWzsulpbh88cbqD-
      7_RJRLOmz9r6SD1J
    `,
  },
  {
    degree: 10,
    polynomials: 60,
    text: `
      Ak5CS4t7lBrRTf_obzCcaDr-NkrCxyXD4Wp7GX0mEQglwG-U9DKT9SICP_HKs-KIrjTBL_BUMUdIwE5_ENfAvjbqQ_OaoepdsunPNyeJYC4RP7bu
      fX6DqQ0mEjONTARm33yOCaqSJP8-rW0TTHDchncNhTwdG0Wa3iUKkZWdpxGVfbWtCIFyWvF8hjJcdYRsXua3ZOY9SqVMqnJZaL7yQ8c4aGgLOL1k
      pcfZYOm0MmeVZU_PQVmffcL6QoH4fpyzKznqYhJnBvLuYkhUgO6FbiBiU1T-07dpjbMf5WDGCkPywyaj4kk6Tcfh7RYlpe_uL6DxnhFuAvjALn5-
      bEZNsvokZpZ-4iZrVObIS1ABsA2IgLd7OtLe4xoNVrt-FiVKPusv1a-TV3-hxZ7DOB_nNx3BPXnbz6yBYVEknMuzlxA708f00ZTJB8kul03YJt-W
      Um1QgM2xRbN1k98dhr4l2K_KT_X6u31U2elsfq42ye1jIwA5MusqaTXp7Fsj531wV9rlT9FRPP_Lz0X8y7a_gZhHY5ln
    `,
  },
  {
    degree: 11,
    polynomials: 176,
    text: `
      AK_ccPTgQnUBforrqHbxGMFVzRtyWTUuQLLKgyHkxazAjgD0Ote7E2hi9EBN2sbNHDI3Qjri7YQYHHeU8I3S9wUPbFitmeAIDojRjkOwNecLBKK0
      HHOVvbXCffjgv6Lvf3FSBibYNEXgQLDgjOKIejbEZ3Mx7sOOMNY0M2dWE2KNwhwJbT73usdajmebpXa13h7HUXWbS4UY20PX5CakAtqu4huErHyT
      pfypE3YAIb1q4PySAuQm6G4GlEoT7mRM3FPYJ3otkE-2n34TzARXG7TFzEomWWrDoyKYRScoy0ZrG1ACoKZ3eSKJ3-lbj3BhCncYDLmrlXjX-p36
      XX6CKRj3glgv9n4gu5diN5gjxX--QliGDHHsZWMlSWSmr88ypRBcifNb2zZLIqBrGbn8tqy7gw7M44eYVNBS-MR2NaWhlyVHSzyiwUGAUjbDH3Ep
      -E2bW4rQAxdd1RtKH8gYCz4iqStSlCfURkGKFFsSFQVXkIccVQkUZRnWJPdZ2pJIqnM_lMs-TBvdsbywVXymyM0WM76VqVPJgh1HnC7DCftkWBhe
      Ly7lCgqN6AxBc1qQoMr6Zy1GxU64JG3iipsEqZoex6a3kBhVQ8_jSesZHasqrVtARo0iFaSQOX2xXuSrUPX6mIxdqbW9bSeFX-ykgukWpI3k0dsN
      d0W799YYnsi8Xs1hpheVeV93uqLXfvo_MDrQSCfwy0xYR538CAt-_KxD4nPmaYnPtmXJYXV_Ob8TPqU3zehCtXGgSROrGfv1tNKTLAWSrbBdawhl
      1LpE0Ak14-Mm_U3ZhhsjIc2Xf0x_Tb2d8Rn6dW-W-_N9le4VKUuH9go876t1McWmmSkQ9QZC5IiggBAqkQtykZMQVvXkX7r7MSqT6YmNnbgLKUBh
      Sm9u8fPHbXHXP4eTjSQSKIvDI9s_rJBeUiQ17nlPApXNOz755nuQPLv_uH20NSwfGYCVQLzZpN3_uZ4gY0MyXBDz2hBlk9KJ1ISEeD2PgTTOp6n8
      VgkZ1TYq714wCkLUIw171xrMlLWisME4jlE8cwiM5wnITUVXLfERXqRN697ffAencl-QMW4flTz5NWUohgOHzFycP9BqcQ1gclnHRo6CBCVxL83p
      ajoYEf6Y3vFzMR-8m8zK4k4fKdc3Zpqov6jvBiuzUbj8BLDhlgnFLyy52Ldf1OgqLO5zIIuye1Vrv0mYLOtAtArXlV9IbKHFFX0HKldvUdkk0FGE
      S2VpNswO74SEflS0KLqtC6EBioNZWIDTkr79RxOIpoHKmCKqAKECo3sB31YGkZlaWoAyrFOAM4lfKzNW99yquO8PW2uIz3u2kG2PNkuxpHZA6rQb
      PkD9YgkjUQ2oStADkmg4Ct1DbbUM1pVzb2uRXv1LQ1-5F6Bd9rzZud12iOWbOGk9btqUmVDi5EK3gQ9v4yja8evOsIPpCRVabfWzza6kwxdrAlvR
      gGa0t4eHMBK1duH2NcQ8wWiIo69s4n79RtAb_D6xV8IH9FB-mDjNRaQsfc58PHHT92P5Dl1ORryJrInbqEMl8CLLh8aj8ZVnWkpp2rE7y_N37Ivu
      U9XnFGRgg5NgPvPe5gLMFp4fOfVKE5d5hBX9APrWtnB5-3aSXVmZKuni008MzD-YbG-tqJUwcc7sMTnXbBmYeXLNBmz8nLWYBobFtuZOlpRIek3b
      yoY9FGSyyN3xzdnJmDwu1wqOZ1P5PKZfjGT8SZ5JWhfMcXnSY7mvm-bK1c5j3C3j9cKt24Xv87a7U_c3CLG-6L20IBnd_IIfHugHqsIU_Mx_gg7i
      wd48j8_IJIsoMU1KY-XCfE3sAjT9823V8cl1KiF6ZyfyTcJUKj1uR6thcmeZntYqmNcK6wuPm8mHIl4r49_TqUSpvP9oY_LnD7KS4RSl-mZKuhIZ
      TcM
    `,
  },
  {
    degree: 12,
    polynomials: 144,
    text: `
      BS2PfKEdl9054DSAb51b6YC4LoHt9w1g7jeViAoPrT1lT2cjOfYgmKv1QSh6Gdx-BodrBe0_8EKDADrud-tgtbczLcIN3eWqygIz0fcR5rya2sHU
      7XpQkcWKaJY2I8USROwkBKtnf9FBmCnjd3q9_XXB-AFXtXGRH-YZCcmLAfkhpJOBpLuEWqzR5vnsLWZnwwqrUv9veZF4lBs2drzIhmBBbfjsD63w
      Qx2JqEsHfIx4bRskqMwGQawoj6JgVr_XUjdu84erNBEogpHj1RDvH6QU-diZiY7aeJwBHW4E5IL8onjlgelZJ-DQlql5APPoEVw0Ydon7isktQsC
      3nIB_IeVd0pZfYhImlTyoElDDupE_rZ0MvUiGOv9gSEQCxtfxMgaaEldMfr2toZx8z63kzAXxrEz-xe4JSTEDgCpph-rqPUySSx_jcDCBFcwlr9V
      0nMpaE2NMN2o8rOjsePZvvVGZModTffdXlvdpp-pAYf9-64S4N9A6GMCnysfF4a_UUNhHd2cTN5XdbonKVRKUFleJlvRdjJlETGR9wyOjPOamFBQ
      C5vW9HUk23YZTHOTJKUyLPA8HfYz0aUrFwbXkSxOiZOppSrheP-Iv1-RUPLOh-TXclbM2o7jgkUdCLokJ9U00EXhWwD8hC6yc5k3Rlj4rEi1xbKt
      7NALxM1sLrwuQyWle6Q6TXcIC2IHbD25nivWK-skautjaLhglGofYEb98QmTI0KeK2e2ZxkPmVH2QPRLAsSWmssaJKXJ8RUWyCakEXwvkc1yrmi1
      4U7IpfyGAdbNxW6zHPwYEGMbzjKd-1VcQ_BhnXQnGXm2s9TfBfOilY-qgaSe-dWd1cotvIC_ChVc8S2skWL7qTv5h62msqwI8elK7L2dWJQKT-4F
      ra3vk74X9hqaKCevgvTl6jRt4-o6hWp83Q0_k5smBC6rTaxtPqfrlCJFiM-F7uhm408S34RS1zUc07EYuHd5JRXWu1npR398zqaIk88L-ka2yDBi
      6pCtXBJrsspMW4mH3QuUE0tFRLTvk_J0srrVnJoeM7InZew2A86XQAFo3zFwOux1zCl6yomxF_GN8b-gFK9N5CdNjw9KnuVqclhQm_auLW0_s5_Q
      J3lGttqu1Z5ltNufpjjOtf0NKq7J0bZroh9orz7KHOUd1yHHRlDw5Ke967zFimlKS1oMr7X_WtRfAa87dAnV__K0KA9YzcSUv6_Vw68bDvzk-Wga
      r0wlwN9xY8hd9YXGpbiPG4ypWuxNcFZdcZfuru1j1Lnjaq3kGLxbVx9g9H6QfcbXXIVIUl6gDkp8yumu1vs9yzydPXd-rOoD3fl9DUq8G2-LcjzO
      n3ed6fy7koF_GymOsBK-dMYrPxlKdYIUk16z_H9c27wWl9hDhal6HyPhOmT8XWx6UE4XExDOciv5iQyIeQ51G1_6QIvWL8n30YS9ZqEGBTZS9ORT
      vIJ2eoWy6nEOeSUS_1EXmJcsTTb9gfAdjMnJ7qKWUH1llOZyKtyKY_Hi3b88l1Pq-qCQztWaDGB7mFzUBboB0jyrl6BG0dcG1qFlSKoE4Ac6ZvVA
      VHPZSSVD9SmrWNALyeLACq4ddcEeS2wBuoAMbCpkLYpUpeihE2IMaokN14p8jnwpulkFarTHRo3hmWCoZOhFLOAnFzXm2B679HfsuRPpyhO1tgpv
      D8oSm1I9oWqvKL5n0Bm6OzkyPfvzmsQkYhMqHo3To5XVroSCpmiTHcbKJMA4inmsWfEMOOEgwHiA5I-NlD6yCEpTUPd8nNOAQqealJsX7jVHG8X5
      wV7rH5hBhmjxWFu0dv3QlXXBxNQMGOvvaiGwJwHm7my_kk53AcgmIh8z
    `,
  },
  {
    degree: 13,
    polynomials: 630,
    text: `
      ANEpKcvFfVOnfVSAT4OKxA7OGXtPLZAaBzaSdT4sMiHftAp2IzVLaEOqY0_PAyu3l5vdPXmNePEA3kKGxExzpVSwS1BFUOCpMrx6e7M37BGg86w2
      oHD2wITwBPUI-j3vSGSRAkKBS1--CvAMMEFFZjBXLgORsrnWlq1VcBdyNQnaciUUg6wTBeMQTeTz1MT3YfrBhU9LoO1X0jwEspBkvv5PHBzp5oM6
      XBwitj3q117w7_ylB5QJtCqJDA65tJVCGTvVTX_ws8Ii9ZCKoRUu0deWy-CIqCUwahMeSYf5t_iXCX_oxWFrZyCwZSSCdB7K5xDj7rtEEOChwQ3F
      ffHKkf2uqCzFiiS-UkLjxPSpC1xspfMupqxsN-MC8Zjo1pG9_GDkNXDEq_tGZ6hkGHyOLDL6gwicILgBRRw7DO-PT0gGR0snZW6DfZ9MWwXbnZFQ
      ixDgAwhfDAnSW9RhIDjkKR_bXE98DlTtDm5SulkCODHt4mODvI6x0-FPZxmneiDxLxXhzpRKzr45LD4hWPb0o9Mo8ThiD9DdnnUMebaN9PcEMFEZ
      EOsWBf_VUGES_02D0gqLtqCzPEb5MEYmivxUJWVEEew-QqNURoU9s3VEhPh1KCJqe1fT8iEtIoqi92WnG1vSnEu97m93oJCXPh_WE8Jk7amy-igr
      2zAE_i6Mgsmmt8te_oFESlYeLgVCzW0CdFL0P_TAwy3hWAMVFNF8ZnVzIT7qtMIFZaka9WFPNMkbvIFfQPDaw2t9r48wvFmDDwjMB6FyW3XGF3Wh
      Uph__siQqJMF7hY6ntpZkikFUlF97rtsrvYaqSDw0GCV3RWliy6zsiB_GTJSDoGhAAZI3_UGVo4REYZ97SCjeJGjiVJaxXKwpWgOsGqHbNZP3mNP
      L926GsNbctwcD3fQBumG3SPQuxq6TmcLobG4qjWf24w1J9CirG-2CZnWgwQ-4Tx-HDZ8Rg6iYFIA_kwHGXdo6p3POYbIUeHKpRPAZEKQGXG6-HRh
      VQLDQLctLOB7HUZhXxshYJgSJG7HYy4ue90oAhDPKIHbtAgV51-9U_IG8Hd8tJNuGZOa7zoiHw56xCLtJVC1A7kH252SiR--hror9nH8aEdceQe6
      d3hwDIFGKxFML87IPb1YIJlNSYtqa1FQFBiIPvHnkIOsfqTgBeISKXfMR0qD2WQuLIUf6wHikULnWCaBIeTZ9DRjJAwqqn_Io9HYo86Vc8OWTJIr
      L7j1nWk4sPMQ3Iw1vGUSpUMCtq8cI2mqLacJQ0H0t3VI_tQl9PaWkof5EtJBD_0yD0pCsy7gZJNzqVd-bcX3GeUdJOUi6LICy0hJ_5iJaRWPGO4t
      DhLf88JfiT1M7DuPpQlh6Jg1lO_C_Nr5Fm6oJjlb6L9oz59XkbZJl84YtEojNpZHx0Jx9wKeH1CzR_amRKE_YUMc6flAcvsfKL8RJW5JvqqxREmK
      OKq7TaVycgJc-MKQ9R6xX8ocZ08maKWX-j7jHtaoUNpFKcGjSLEcPNpu_WHKp9vIwQYcD5YAibKqzuFhTPDSuIsLoKxLAxwZ_uwTbDNwK4rY91-a
      2S4oIX2K72JO2mt0bfXB8bLDm0Pc7yGOp-bEeLF9BfrQPWZEt3cyLKq0vwHOMf-2nXALMpfHk90h4wfTCgLPKS9YAZ_OOxfyhLX8CFcTqu1hGS1Q
      Lemm1_EOqU-6hixLiaP6CPdjFH3-2PLnGSRaIGZ9xpWGuLru1Q3Q0whWTFIoL1dsxUluiQSVUxDMBbxo5ZxCYSpTb1MCTbGNNxAxYIL_FMIO8hoP
      muGF5VAaMWgqmFJVzSSwsR6Mflih10rlduq5uVMlETFmbMcQPPBJ0Mp5StkfXFM2uBcHMs2Fju0VN7HUtu_M0XPcGdqTdBp6yhM79rh9uv1jjtJ3
      5M910BRfBX-OA5duNDgZddZamudetvcNJaiqR6Zm2-AbA5NM_z3od2p9wDpO5NYa7kvYqron78lRNbFxLIBJB7f0cE4Ne64_NfFYcdORJONhzgYu
      AsPKMdljjN1lPgb7J7M7DM_JN6Wr_PRz5m08ZTrOJVFo638k9q-UXaOUNom0yehSUe_V2OduTnnpt2LxmL3bOnE5WJG775Sf74BOrEVBDAsIad9w
      ZaOuHrNvzlyC9SYP4O10t0xrHv_GQ9MuO5K4SrwI1tx9kz4O8LPyza50AWhMjkPBNPdD3CIvjG9N-PI_xF1L7s2ELhMtPQGb43CyjoIf0dpPcNB-
      sjL8B9XVAzPjYv7GBWRgGTQuTPlYAFSaIrRXJrjLPvVPwjwMWVojK9JP3eXQudINOpocQiP4N1ZISURdyRwx5QDqewJSYFfF7CpyQMuSU76BjEP_
      9GMQPz_Ycit6CTVvuIQRfFgFoGPKjRd6KQYyjUAMQkdUqQSHQdr2-GRdUAPr192QeKsgNIeBO_djXuQimev18hRGDxZpCQzGzWpCVPlwxcHFQ6wu
      VQhnoKmW6onRCbzjpQHu67tq3GRVoZn66MmTaxXxkRWR7c_wVTyFHxPjRfvjE49gOlnUbGZRmXwPsi8AhxpTe4RqxdKnMoYgAgJS0RvI2vFkD1Ts
      1VCURxF6bV_drCEaA6DR06FxKHcHDtVogkR91XdVRry7IyUe_SEcK24LRXZLtejESH36s4kLaBfEOmdSIPF_RM6TEypjBHSNUK9fdaWGGZ4PASVo
      E7W7c9vzTw-9Sadfm8VE3PWWDsOSfyooQYN8ySqZKuSgd7Nw5sNwNzWPdSluErCW9XNoGM7oSqGm1nwtomnnJr5S7jNwCac36BmBCTS-nIIBylGx
      5WS1XTAHgKLF68rRzmV5TJpSTn2iTyEKQx1TPHzoDsvA7GyjyfTXiDHQoXLLXgqNCTb5SRO7j8yOrJGYTeHgkOo_3dE2w6NThm1qhVVm6sjDmKTr
      mhHvdHOMfkDzHT56P-BMyisIC-9pT6wFtUBQ2vmbqFbUBqrplsRBj2rZBaUH2A__auVF0yn9BUOy8WxnMt1c5DvQUQTaPAyDYRKzsN7UZ9e-CQbE
      ocVDH_UagE0WmQeNNmJFSUmJgaSb8IkWCsXPU0GEt-PiGx39GB3U3fnQMiz15W98XxU4fz_8A-MImxR_sU9eTHjkkHfOlrAXU-uYsYMWk4hSzrdV
      SGt1az6Ee3ovFXVUbYY1sa7fVfL05VY9MBpceBTlngIhViyBoAIfJ1EIMuCVr8mBELUx2uBMA7VtraQGv--oPSY6rV1Y5J6djisuMhvkV5gJ-7-m
      a3R-qqRWAaIXt8X-BDfpQfWKXAlYIXc7YOK5eWRhv_qn_wgPqCjcWSr1h6DchHFuyChWX6VIYLGyq82hg8WbmRQwOHhu6ZVpmWhY8y8FacmF0zz-
      Wkr7ZmXRFptJDsdW2O5MeyoUh9HVROW_IBpGQwR09flRPXCAGg2NGIF64cuoXLsFHZSH6TbFeRKXNDe4OE5zS1GlvbXW3iFSCUjsY1bsvXZV06XX
      PSVn1ZglXs7DcZGZApkOsHSXylqQNg7VKL_La2X-shGDuWKgnZhRqYHs4O7Kx2Rd0Y5oYQ0NXrGrrXhsimdYVKZ-IglYGAsI3SYWq-OoXL_tJcE4
      RYfuiGPrI7wnPOMRYgl04rbWTPd1GGuYmWaLf-b73C04olY4FkNhJpw9S733vZFSrE4j-Uot97GrZG65NTY0grTac6aZKDxH0EavQ_XWW9ZRsleh
      OvqQ0jI_TZXwIpAHKdWIWYYeZeOcXVlFJB3I4T0ZicJQi5p8Mt6HmXZoEapBooxmIztcxZruxQR309vlBVu8ZwrCdlXJdO56vVzZzMnFr5R_QWWQ
      1AZ1UQo_gVSmtsCOOaG_5efdfCEE8gzZaMsrPptvoVt_auBaUTGhvXDS_5Y57baXELDA68PvXn8KKabJahpdvBaBZN0ladY9i4T_m__p3LzaiPdb
      QCClIVB43DattgVCRKw384thLaz77rCfG4UURHxCa6tZplY1Ek8EkpBbEf5cnJ13dvf0UPbHMg9NZn2-pLyAFbTKKUFATaUgPrp1bVduQQUEfIEB
      Os5ba-wjAMT7FRNvLQbxRo_CiE0RTcUv6b4lZsjaUUZK5a2Wb-OmfqQgAUJRFnfcDIV5Tni1ixj3EScJ7d07MXsmx4YxYcKS4mBDrsBSLuKicUoo
      m-gjC56wvOCckpWZUPeQKX9xqkcncVnH3FTxPAtPdctkFWcLC680tq3LcuLAoQf4dx34D2ccwJeekHtdAtGwdyc1cn_sHPgxyTTYfdH_yPpaqyR5
      fo3MdIC4i_EZ2PUMcRvdLf8kbqOsbRLNxBdOgJM4yWZ_TlCZZdVhjONzfCqChtDWdZm4zK4D-K9Xk1odcPNkohN9UzpmPldvx20aRwvpeI5WXd9I
      CcTgOXMGmMdSd-OvxtuZa9QViffeC6LvWKXtDbFpMgeEw2GPbysamYCn4eIIYmeQL7f7BSQWeL2JzapuqSY8OjrefAPwnSCjDufbTFeguBGaNvNT
      QNp2rel3zTl0Mrct_8WeemYN9cD2geEpBkOesHpBY4JP7nt_YKevMiF8BXcxH0kSKeyztL-h8kdXP7RYe0qJM_jlWNr54cbfKcqmDtAwGBbT8efS
      dRyP9G6m4gUK4fX4bL05Y0_JbpCOfYHowhvGBN1pz4hfnbyTXafMRDJaLmfuXtCPuhyY6cwibfzLTtTT2vuZjDLVf2seAX5AnF910vUf6gO5VB1F
      Jjb1ugf_9Ghjq7wtEdB_agDL9OdbtL3820IpgKZwd3-ZHHZRc2DgM3Tk8dSAVbBgFagXw61phecxtqB9NgkOXynO6rZinJqIgn9LMJrxF_lh7sKg
      z6Li3VExkLM-MKg8xzedgo10fhH7zg_IqkMF-a89Y2ayhIgoc26ApYR3CTYhQxFazWVuL9ABYuhaQGWxJ59cxNNeOhfS8YWDG2N1616IhgAjuHTC
      lT9MvDxhpFOmpo3H16PA7vhsp93QG28scwluMhyGsIFPtn_E-AYEh3RK8D2Jw4Xg77TiCnaF3bpa6wfWfhiHwkeXNNuFZaHQBiaUfC1HYv37hkUO
      ij8mh6wum4aF0icimQW36rCbbPDu-OivvagGfZkhNteVYixpbBQ9ix9g3H3ui4hOokZCkMIguHei94fJeq-1KuxqatjR0yMMYRZlji2M2jUteBto
      uFe4bbKkjbxz-8SgzKwMF4zjigLmJ3NvVW-4c3jk1VRkl3caxHc4DjtvLVuaqD60sO3vjwfVWKcflH18WpLj1oRS1fibPP0s2Xj2PeHjx9a8Z50g
      zj5E88Y6sYch18Csj_4t18ujtahsrXNkEbR060_41DKRphkHVaViRKd3daHEGkOzLrf9vcv6h2g2kTD0t6Ci0Li9sdlkcF2GNcZ5BSudgSklyaR7
      GIZnI-Cq5kpLtOqqNgp_DhDSkszYjKgrmoPV5pLkyHSyO3IQ7uFE1flAdSxG1U0VysiWqlJbqqRCRWYR2p2-lMu_SQdK7SJ66qnlPim1G9gbf_-T
      GKlUZX6J5_jJy3XaPlbUbC9x3N1_cZP-ld5yX-8ZWR49-1slhc-XA_B0E2sDrPlrkvve4kLn12iUBltGODVkhLmBOHkZlzl-ReuGWQzlCg9mDulu
      pstEenuLAsmKPFKPsYhF856wDmXbtmsXxfc_B59jmouE4uJD0b2CJrLmuxy94o4TL6X8CTm6MlOOq1cC32RTsnLMLD55O1h8V42lnNECmzv56rY8
      t-rnVgaGz2QAM91qhUnclTlO4vCspDk3ungZXCG1ySCraPjHnjhmsOAUwJlgoeZnqdJzNeUhoARiyTnx_qHVv_elA5outny6QP0mziRcX0Syn7zk
      UDDxXl8rYXZn9QVSjiKINwoJSfoEodGSLd2DMLGo3oNJHd7ElMPiettvoThld2p4idGkk8Yogls7XzpgYXlyDMomH6SuV02wTPGVUov92atB_A9t
      mgD3o0dHVCG7zfb36DFo7AeV3R7fVKZlqQo9rMoTRF9c1kJeUpDRnGvG0GRY0s5rpJaymTxoSXkRprapMLMAgbn_r44rA1pS1KP7CCxTJmTw4pea
      Uyy3QGXtceQdpkLL7hhlJwcq4_aptyGo80_ekjc6mBpzb50WvPW5cu2vdp8BWFkrYsFnMeD8qGwaRLsCkX9MwQZqP-LGfprgIhPrPGqSkAJmJ-YO
      kxtBuqY3okmTK-ZteSvOqbI_ZinSYvDwo86qiItXls-Voj8yhuqnpixG-FxvFqOBNquHjoUIHst3hMWjq2A03aZ5-PO9Dkrq5i_CtIYmE8I6D8q_
      eX5X5ykmB9DgWrO9tpEGT391LBZXrQU4eAc4bzWrlIwrckbGLWhMiqX_pQrmHRL1ADFaSxLV9rqvdN5aVzz1bLDzrsEGQYlxAxjEAJ0rxXcxDdD6
      EeGVOEr0h3h4mLGatE7aor3Ac0KkLx-xwHaRsArEDw8UhX6fx2ZsFThtCc1MwHAwmJsPCnFuSN7Si91nosScU0mISNvi6UvAsXfUcuYDzJjlKyrs
      dp2V5SZKUNbOEZskxrDlk2nO_DXW-soaVKsRKqeBh6KystycMShDJ9U6kxps5wTzBqfBmbqIEzs61-ojIj5ZT4ltftIgcRzb_7DY8u2BtNvjFrdr
      B3VgwTktOmnwrdRwiFIspttWcjfS3jSCLHIiztljxPpIARSzXKi6tp5ldfVocn-WmOGtqqKpZ6vxYOvsWutxLIBvPAQE7VGOHt3g1Nf5Bq2z_HUt
      uC9pAqhfoHHXe4puHqd6mob6PoAYvKuNfNsG84E_UnHqiuQ7vbNP3BmMa7GPuWL09-CoZ7z4GHjucfkdxTYiZkYwfBugdY7SLYDsXaPwrujZsXOR
      wG3b-cw8upFgCce0pMUALmdu4E3lXGCHfWe-2ru77ceoidDGNnE82vFj4K_ZOwDR4_Y9vKPyb4c31jcLw77vMYGKmsx38ALlkxvRwB5ns40hjOQ2
      cviKmjHlw8w8BXIIvnDc-kYpEui7hoxvoaZq-Pe0jvpCRQvr3t56gqCDEUn87vuWoK7F16-wzR9pvwBjVW0kINOm1JTv5Tj_ANciy7b1m2wBvdSr
      dNrBWDTcGwCQd1wK0sit-wDUwL7anNed6ge2Mi0wONwWZrTyqkDH4swTAA2Wm_UQYNTimwZ8-1M7-rzSIocdwlDAkQhARkiXA8Gws4VzMcmbGuyG
      sEw0AqoyFYfmXJ5mKw4N3-5d0wxxNHZExRO5vcb28pzJDE8xYPsU-tRJXDSvAexd2kQBPMjCxGeKmxkumoljgb4SQdsSxnwsz7ZllDPfY1wxwTEj
      VfDKlA9oixx5T6ogJoEzn2-_ox83jAUdBwOlHOQ_yAN1ps9Q_eM_oPfyDhvnaHwkBhZ7pmyFwmdZ6kpG7APNVyJIJg_hBy-13q-zyYu00yvaDibI
      D9pynmvPRKluiXY1k0yzSlGNMrtC4GKQ6y22DPelSStL32aHzBX6xEAhVmEVI5kzCEsY2gDZZPYC47zLCTtgHzcJ-Th7FzQjoBWUyaFbVfK6zT-N
      4PuueU6kSxYzWb2GuKStm2UFAzzl0yIX5ENX-adOIzmeeMKmTK7R2HGjzptFDcZ794ddrJiz3QWVfTkozg26YQz7PF8NPaAiioqI5z-IP8IgF3PP
      vKlH0D8mHDr3CfA0ArH0UaAOZJkN8TG2yp0XU7DJDb5TXKUQr0eJARC5smqZKmvn0olFQRQHK7S281g0urTjb8nR5vRO-a0wetF0BOIe0uKgr0zC
      _uJDUUjdi3Nw05cjU0XZYIMcgN206vri1Cls5EbLgm1EMEOmS62zlp3z81cnaozEkKJYb4rw1f5IkVjgC7DIyhK1mCGwD3M4YzQE7q1p0m9cPwx4
      ZaoRg1qmFg41a8anUI4o1vZ8WZoA48uc40O1yIITEOMuq-XO-N10qn32OVgNVC42519jKj_KNjokjfFI2IlI7YOBDwGrKr_2VQHTP5NilDdLzT2W
      0KhU8yxHvdr8G2a7QN7RANUvoBsh2fJ4wn7gUBVWfBV2p9ospEV8SoxU4D2sX8R0Sbu4LqruQ2xPgCyIbojQkc7f2ym8ZYfDJHNOQK923PIk6Y0Y
      _jTjlW24hi5IY1dq926dY27dEfmjG2xJGn2_3FH6wTancwjnRfm3MjXkixkKzI-4oq3SVWCQ6D_qkLW8_3Uu9iReCl-p0VDQ3bA_yzmJO_xO0h03
      dx8ItankMqRV9h3oc6wyHHLFDeMRY3zdXPnHq4joUlgi358abdMLJOQwRkS3_P3Qs1OnRA3gj-4Gje7ICBlrd2Iza4JxC9pW0joHLWhW4KMXLYvP
      RVj7JL74PN7GSWVsTJfiiS4RZsCRm9wNFdC0I4SRsv1i7pjtsUUV4dAAUf8Kcp0wRqT4nWt20618qJFDJM4uMM-QG2NS6JBvp423dK9mXgk_htS3
      5Bu0tNK49xBeulk5HN_oFwar9v27Ip5OrwNA0ughsWVty5Tt47FOd56H7Ihp5Vh6DQdbrKvqPag5c2vAIUAWVfjP4V5j_BlrihXIvHOJO50pjveM
      5N7bRIBg59CKJ53aZoJSydq5-mSQHgdJ2-JjEZ6B2FRi8HugVFep46L4-G-ER5H3XDzp6NwkMrs3ZjtrYmu6QnnoM12pHr59wt6WQFKzS83Apxnj
      B6ZbY2KxkRYoTZu46aZZGEBEXl7hbdG6gcQS0M5LWlbYiR6mAmMTiYaLtXMB76yWvw0X6yoQruyu60OehuySAwkUj2n6-ueUb2ODCcqBu07AtRgo
      BlWFQvnV37KwPGXP5D_uRP9K7YYg_MW-66b_iXN7bKbZatFxuhKvJQ7hqK2H54UyhEV9d7owAFg3Lf1mEwSZ7t41wU73ytDI7Gd7zJzH7dfALTKz
      Ts71TLOU12czP4JeF7846Oi2OsAgjFu98CxZVNZuzu7vF0j8EKFl7lmjlpnSyM8Hc8JFdIb9KIWy_8NJsE5nSaLaexOE8VQGY6pUpzljGrl8fwr1
      ex9msQ_UBy8gFvdTy12JOjfaW8pu5NipEdXUVmfD8y-n7yYhWgCt9kv80NM_7RZ1mh8fae9FDlWND5gdB3ODv9RO7N_0bgfo2guf9eNv_nZXTavM
      BSn9iaK0jACJiyv6aM9rBYcNbU0t2VUok9uYsPYUmI3cRuhW9wfBc_3blplTIx39895q_8XpXrn3c0-G6maLnQXRIikEt-MkWBuBnadHqs5F-PNR
      1Ij4exSYiuX-Si_J1UZe2VbWf9-bUqumd6WspldI5-eNkVDt7KlOAWzS-hlHILJPAo_CVnZ-iiXVRMcoX1oHcV-kxj2FLPWRGksrA-o5TLCoBOIi
      CaB5-rRXosHMr5xg90j-w8zBVWPXqmicFk_BMOK4G3kWWtAeg_Eg7iJt_ozNxKwR_I_g_SmzKIc3bp-_VRryLAjq4z2yIM_aHY_yiDpRoZVNC_xZ
      FO-DdVKkpdMK_7h0INbDNTI5oZD_-XkAelOlpkq1MX
    `,
  },
];
