extension ParserTrial {
    /// Every parser, for the fuzzers.
    package static let all: [Self] = [
        canonicalFields, typedFields, hexadecimal, base64, publicKeys, encryptedKeys, keyTexts,
        statements, statementBodies, sections, requests, signedRequests, replies, answers,
        civilDates, identifiers, officialNumbers,
        notes, signedCheckpoints, checkpoints, verifierKeys, logEntries, logDetails,
        sealedDetails, bundles, tiles, tilePaths, proofs, verificationProgress, witnessRequests,
        trustPolicies,
        witnessRecords, witnessAnswers, witnessSizes, headHistories,
        witnessResponses,
        sealedContents, sealedRows,
        events, formContents, compiledRegimes,
        yaml, policies, compiledPolicies, policyCases, policyBundles, bundleManifests, caseLists,
        decisionRecords,
        regimes, regimeParts,
        formDefinitions, filledForms,
        csvFiles, importedJSON,
        lexicons, compiledLexicons, reviewFiles,
        chainSecrets, keptHeads, vaultSecrets, sealedFiles, keystoreKeys,
        agentRequests, agentAnswers, handovers, clientRecords,
        configurations, actingNames, drafts, keptPublicKeys, formFiles, scannedPapers,
        templateLines,
        documentTickets, documentFiles,
    ]
}
