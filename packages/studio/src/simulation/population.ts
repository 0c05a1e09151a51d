/** Id under which the runs carry the number of children in the area, for rates. */
export const populationId = 'child-population';
