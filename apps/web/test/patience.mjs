import { configure } from '@testing-library/react';

/** Two busy cores take longer than the usual second to open a page. */
configure({ asyncUtilTimeout: 8_000 });
