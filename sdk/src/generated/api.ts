// Written by `npm run api` from sdk/openapi.json.
export interface paths {
    "/api/v2": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What server this is and what it takes */
        get: operations["getServerInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List people and robot accounts
         *
         * By login.
         */
        get: operations["listAccounts"];
        put?: never;
        /** Add a person or a robot account */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an account */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /**
         * Refuse somebody who waits to be let in
         *
         * Deletes the account. One that was let in can only be disabled, as what it did refers to it.
         */
        delete: operations["refuseAccount"];
        options?: never;
        head?: never;
        /**
         * Change an account
         *
         * Disabling it ends its sessions and stops its keys. Whoever waits and becomes active is told so by mail.
         */
        patch: operations["updateAccount"];
        trace?: never;
    };
    "/api/v2/accounts/{account}/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take all second factors from somebody who lost them */
        delete: operations["resetFactors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/accounts/{account}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a new password for somebody
         *
         * All sessions of the account end.
         */
        put: operations["resetPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List applications
         *
         * By name.
         */
        get: operations["listApps"];
        put?: never;
        /** Create an application */
        post: operations["createApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an application */
        get: operations["getApp"];
        put?: never;
        post?: never;
        /**
         * Delete an application with all it holds
         *
         * It goes to the trash first.
         */
        delete: operations["deleteApp"];
        options?: never;
        head?: never;
        /**
         * Change an application
         *
         * New naming templates hold for what is published from then on.
         */
        patch: operations["updateApp"];
        trace?: never;
    };
    "/api/v2/apps/{app}/badge.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture with the number of downloads, for README files */
        get: operations["getBadge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/catalogue/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an extension by name: its builds, what it needs and what needs it */
        get: operations["getExtensionOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/catalogue/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the builds of an extension in all releases
         *
         * Newest first.
         */
        get: operations["listExtensionVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two releases: added, removed, updated, rebuilt */
        get: operations["compareReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would go if the application were deleted */
        get: operations["previewAppDeletion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How often the files of an application were downloaded
         *
         * By revision, kind, base name, os and arch.
         */
        get: operations["listDownloadCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List extensions
         *
         * Newest first or by name (`sort`); with `q`, best matches first.
         */
        get: operations["listExtensions"];
        /**
         * Publish an extension in one request
         *
         * The bytes are the body, the facts are the query. See `putPackage`.
         */
        put: operations["putExtension"];
        /** Publish a complete upload as an extension */
        post: operations["publishExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/extensions/{extension}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an extension */
        get: operations["getExtension"];
        put?: never;
        post?: never;
        /**
         * Delete an extension
         *
         * It goes to the trash first.
         */
        delete: operations["deleteExtension"];
        options?: never;
        head?: never;
        /**
         * Change the facts of an extension
         *
         * null clears a field.
         */
        patch: operations["updateExtension"];
        trace?: never;
    };
    "/api/v2/apps/{app}/extensions/{extension}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the current and earlier files of an extension
         *
         * Newest first.
         */
        get: operations["listExtensionFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/extensions/{extension}/yank": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark an extension as not to be used */
        put: operations["yankExtension"];
        post?: never;
        /** Take the mark off an extension */
        delete: operations["unyankExtension"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who has which role in an application
         *
         * By login.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/members/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which role somebody has in an application */
        get: operations["getMember"];
        /** Give somebody a role in an application */
        put: operations["setMember"];
        post?: never;
        /** Take somebody’s role in an application away */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/notes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What release notes would look like
         *
         * Keeps nothing.
         */
        post: operations["previewNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List application packages (installers)
         *
         * Newest first; with `q`, best matches first.
         */
        get: operations["listPackages"];
        /**
         * Publish an application package in one request
         *
         * The bytes are the body, the facts are the query. It goes to the stable release of its revision, or else to the draft of that revision, which is made when there is none. Large files: begin a resumable upload and use `publishPackage`.
         */
        put: operations["putPackage"];
        /** Publish a complete upload as an application package */
        post: operations["publishPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/packages/{package}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an application package */
        get: operations["getPackage"];
        put?: never;
        post?: never;
        /**
         * Delete an application package
         *
         * It goes to the trash first.
         */
        delete: operations["deletePackage"];
        options?: never;
        head?: never;
        /** Change the facts of an application package */
        patch: operations["updatePackage"];
        trace?: never;
    };
    "/api/v2/apps/{app}/packages/{package}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the current and earlier files of an application package
         *
         * Newest first.
         */
        get: operations["listPackageFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/packages/{package}/yank": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark an application package as not to be used */
        put: operations["yankPackage"];
        post?: never;
        /** Take the mark off an application package */
        delete: operations["unyankPackage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List releases and drafts
         *
         * Newest first: releases by the time of their release, drafts by that of their creation.
         */
        get: operations["listReleases"];
        put?: never;
        /**
         * Create a stable release
         *
         * Uploads of its revision go to it. More often a release is made by promoting a draft.
         */
        post: operations["createRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/releases/{release}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a release or draft */
        get: operations["getRelease"];
        put?: never;
        post?: never;
        /**
         * Delete a release or draft with all it holds
         *
         * It goes to the trash first.
         */
        delete: operations["deleteRelease"];
        options?: never;
        head?: never;
        /** Rename, describe, pin or hide a release or draft */
        patch: operations["updateRelease"];
        trace?: never;
    };
    "/api/v2/apps/{app}/releases/{release}/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the extensions of a release, one entry each with its builds
         *
         * By `sort`; with `q` and without `sort`, best matches first.
         */
        get: operations["browseExtensions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/releases/{release}/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would go if the release or draft were deleted */
        get: operations["previewReleaseDeletion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/releases/{release}/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the extensions of a release by category, tier, licence and platform
         *
         * Each value is counted among the extensions that match all other filters.
         */
        get: operations["getExtensionFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/releases/{release}/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which extension is there for which platform, compared with a release before */
        get: operations["getMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/releases/{release}/matrix.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table: CSV with a header line */
        get: operations["exportMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/releases/{release}/promotion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would move if the draft were promoted, and what is missing */
        get: operations["previewPromotion"];
        put?: never;
        /**
         * Turn a draft into a stable release
         *
         * Ids, bytes, digests and links stay as they are.
         */
        post: operations["promoteDraft"];
        /** Turn a promoted release back into a draft */
        delete: operations["undoPromotion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/releases/{release}/promotion/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What this promotion would move; changes nothing
         *
         * It is refused where the promotion would be.
         */
        post: operations["tryPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show which drafts are kept */
        get: operations["getRetention"];
        /** Say which drafts are kept */
        put: operations["setRetention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/retention/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a run by the stored rules would delete now */
        get: operations["previewRetention"];
        put?: never;
        /**
         * What a run by other rules would delete now
         *
         * Changes nothing.
         */
        post: operations["tryRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/retention/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete now what the stored rules do not keep
         *
         * The drafts go to the trash first.
         */
        post: operations["runRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/retention/run-other": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete now what other rules do not keep
         *
         * For this once: the stored rules stay as they are. The drafts go to the trash first.
         */
        post: operations["runOtherRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Downloads, added up by day, release, country or another fact
         *
         * What counts as a download is written down in `docs/statistics.md`; `rules` is the version of it.
         */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/statistics.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table: CSV with a header line */
        get: operations["exportStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much an application stores, and how that grew */
        get: operations["getAppStorage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was deleted and can still come back
         *
         * The last deleted first.
         */
        get: operations["listTrash"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/trash/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete something for good, now */
        delete: operations["purgeFromTrash"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/apps/{app}/trash/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring something back */
        post: operations["restoreFromTrash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was done on this server
         *
         * Newest first.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All entries that fit, as a file
         *
         * Newest first. CSV with a line of names, or JSON with one object on each line.
         */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List collections
         *
         * By name.
         */
        get: operations["listCollections"];
        put?: never;
        /** Create a collection */
        post: operations["createCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/collections/{collection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a collection */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        /** Delete an empty collection */
        delete: operations["deleteCollection"];
        options?: never;
        head?: never;
        /** Change a collection */
        patch: operations["updateCollection"];
        trace?: never;
    };
    "/api/v2/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which packages and extensions have or had these bytes
         *
         * Newest first. An empty list: none that the caller may see.
         */
        get: operations["findFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/files/{id}/bytes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a file, a package or an extension, by id */
        get: operations["downloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         *
         * Newest first.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/jobs/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many jobs wait, run, failed */
        get: operations["getJobSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a job that failed, or that waits, now */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         *
         * Newest first.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make an API key
         *
         * The answer holds the key itself; it is shown this once. A key cannot hold wider scopes than the key used to make it.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/keys/{id}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a new API key in the place of another
         *
         * It may do the same, for as long again. The other one ends at once. The answer holds the key itself; it is shown this once.
         */
        post: operations["renewKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a link for a new password sent
         *
         * It does not say whether there is such an account.
         */
        post: operations["forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/password-resets/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password by the link in the mail
         *
         * All sessions of the account end.
         */
        post: operations["newPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         *
         * Sends a mail with a link; there is an account once it was opened. It does not say whether the e-mail is known.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/registrations/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish a registration by the link in the mail */
        post: operations["confirmRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search applications, releases, packages and extensions
         *
         * Applications by a part of their name, releases by the beginning of theirs or of their revision, the rest by words; where no word matches, by names that are spelled alike.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who one is here, and what one may do */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in with login and password
         *
         * Sets the session cookie. Programs use an API key instead. An account with a second factor is answered `second_factor_required`, with what would do in `details`; the same request with `code` or `passkey` then signs in.
         */
        post: operations["login"];
        /** Sign out */
        delete: operations["logout"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one’s own name */
        patch: operations["updateProfile"];
        trace?: never;
    };
    "/api/v2/session/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Have a link sent to one’s new e-mail address
         *
         * The address counts once the link was opened.
         */
        put: operations["changeEmail"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the new e-mail address count by the link in the mail */
        post: operations["confirmEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one’s own second factors
         *
         * Oldest first.
         */
        get: operations["listFactors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/factors/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish adding a passkey
         *
         * With the first second factor come recovery codes; they are shown this once.
         */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/factors/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to add a passkey */
        post: operations["offerPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/factors/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add an authenticator app
         *
         * The app counts once it has shown a right code: `confirmTotp`.
         */
        post: operations["offerTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/factors/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish adding an authenticator app
         *
         * With the first second factor come recovery codes; they are shown this once.
         */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/factors/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a second factor */
        post: operations["removeFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one’s own password
         *
         * All other sessions of the account end.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/session/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make new recovery codes
         *
         * The ones before stop working.
         */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where one is signed in
         *
         * Newest first.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out somewhere else */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/site/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether everything the server needs answers */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/site/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the settings of the site */
        get: operations["getSiteSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the settings of the site
         *
         * Works while the site is read-only.
         */
        patch: operations["updateSiteSettings"];
        trace?: never;
    };
    "/api/v2/site/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much each application stores, and how that grew */
        get: operations["getStorageUse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Synology repository as a whole, and what the caller is there */
        get: operations["getSpkRepository"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/architectures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List architectures */
        get: operations["listSpkArchitectures"];
        put?: never;
        /** Add an architecture */
        post: operations["addSpkArchitecture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/architectures/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an architecture that no build refers to */
        delete: operations["removeSpkArchitecture"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/builds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List builds of all packages one looks after
         *
         * Newest first. For developers, those of packages they maintain.
         */
        get: operations["listSpkBuilds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/builds/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate, deactivate, sign, unsign, verify, read again or delete builds
         *
         * Each build has its own result; a build that is refused does not keep the others from being done.
         */
        post: operations["actOnSpkBuilds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/firmwares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List firmwares of DSM and SRM
         *
         * By build.
         */
        get: operations["listSpkFirmwares"];
        put?: never;
        /** Add a firmware */
        post: operations["addSpkFirmware"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/firmwares/{build}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a firmware that no build refers to */
        delete: operations["removeSpkFirmware"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys of the ring
         *
         * Oldest first, with what each is for.
         */
        get: operations["listSpkKeys"];
        put?: never;
        /**
         * Make a key to sign with
         *
         * The first key signs at once; another one when it is chosen.
         */
        post: operations["createSpkKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/keys/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a key
         *
         * A secret key without passphrase to sign with, or the public key of a time-stamp service.
         */
        post: operations["importSpkKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/keys/sign-anew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign what other keys signed with the key that signs now
         *
         * By jobs; active builds stay active.
         */
        post: operations["signSpksAnew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/keys/{key}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do not offer this key to devices any more
         *
         * Not while it signs, or active builds are signed with it.
         */
        post: operations["retireSpkKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/keys/{key}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign with this key from now on
         *
         * Devices still get the one that signed before, until it is retired.
         */
        post: operations["useSpkKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List languages of devices */
        get: operations["listSpkLanguages"];
        put?: never;
        /** Add a language */
        post: operations["addSpkLanguage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/languages/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a language that no text is in */
        delete: operations["removeSpkLanguage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What there is to look after, and what of it was downloaded most
         *
         * Of all packages, or for developers of those they maintain.
         */
        get: operations["getSpkOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Synology packages
         *
         * By name.
         */
        get: operations["listSpkPackages"];
        put?: never;
        /**
         * Add a Synology package before its first upload
         *
         * So that its maintainers can upload it. For package administrators.
         */
        post: operations["createSpkPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/packages/{package}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a Synology package with all versions and builds */
        get: operations["getSpkPackage"];
        put?: never;
        post?: never;
        /** Delete a Synology package with all its versions */
        delete: operations["deleteSpkPackage"];
        options?: never;
        head?: never;
        /** Change author, maintainers and category of a Synology package, or approve it */
        patch: operations["updateSpkPackage"];
        trace?: never;
    };
    "/api/v2/spk/packages/{package}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a device gets what it gets of a package
         *
         * Each build with the rule that accepted or refused it, newest version first.
         */
        get: operations["explainSpk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/packages/{package}/screenshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a screenshot to a Synology package */
        post: operations["addSpkScreenshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/packages/{package}/screenshots/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a screenshot */
        delete: operations["removeSpkScreenshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/packages/{package}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Downloads of a Synology package in the last 90 days
         *
         * By day, version, architecture and firmware of the device.
         */
        get: operations["getSpkStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/packages/{package}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a version of a Synology package with all its builds */
        delete: operations["deleteSpkVersion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/refused-devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what devices said they are, and no table knows
         *
         * Since this server started; most requests first. Such devices get nothing before it is added to its table.
         */
        get: operations["listRefusedSpkDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List developers and package administrators
         *
         * By login.
         */
        get: operations["listSpkRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/roles/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make somebody a developer or package administrator */
        put: operations["setSpkRole"];
        post?: never;
        /** Take a role away */
        delete: operations["clearSpkRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List services that packages can depend on */
        get: operations["listSpkServices"];
        put?: never;
        /** Add a service */
        post: operations["addSpkService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/services/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a service that no build refers to */
        delete: operations["removeSpkService"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Downloads of Synology packages, added up by day, package, device architecture or another fact
         *
         * `baseName` is the package, `version` its version, `arch` and `revision` the architecture and the firmware build of the device; both are empty when somebody downloaded by hand.
         */
        get: operations["askSpkStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/statistics.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table: CSV with a header line */
        get: operations["exportSpkStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/spk/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a Synology package
         *
         * The SPK is the body. The build is not active yet, so no device gets it before somebody activates it.
         */
        post: operations["uploadSpk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/statistics/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What counts as a download
         *
         * In English or German: as chosen on the pages, or else as `Accept-Language` asks.
         */
        get: operations["getCountingRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deleted applications
         *
         * The last deleted first.
         */
        get: operations["listDeletedApps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/trash/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a deleted application back */
        post: operations["restoreApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a resumable upload
         *
         * tus creation: `Upload-Length` in bytes, `Upload-Metadata` with an optional `filename`. The first piece may come along. The answer’s `Location` is where the pieces go; publish the package with the upload’s id when it is complete.
         */
        post: operations["createUpload"];
        delete?: never;
        /** What the server understands of the tus protocol */
        options: operations["getUploadCapabilities"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/uploads/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an upload */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        /** Give up an upload */
        delete: operations["deleteUpload"];
        options?: never;
        head?: never;
        /**
         * Send the next piece of an upload
         *
         * `Upload-Offset` must be the number of bytes the server has. With `Upload-Checksum` (`sha256 <base64>`) a damaged piece is refused with 460 and can be sent again.
         */
        patch: operations["appendUpload"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            /** 24 lower-case hex digits. */
            id: string;
            kind: "person" | "robot";
            /** 1 to 64 letters, digits, dots, dashes or underscores; case does not matter. */
            login: string;
            name: string;
            email: string | null;
            /** Site administrator. */
            admin: boolean;
            /**
             * `waiting`: registered, and not let in yet by an administrator.
             */
            status: "active" | "waiting" | "disabled";
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            lastLoginAt: string | null;
        };
        AccountChange: {
            name?: string;
            /** Format: email */
            email?: string | null;
            admin?: boolean;
            /**
             * `active` lets in somebody who waits for it.
             */
            status?: "active" | "disabled";
        };
        AccountInput: {
            /**
             * @default person
             */
            kind?: "person" | "robot";
            /** 1 to 64 letters, digits, dots, dashes or underscores; case does not matter. */
            login: string;
            name?: string;
            /** Format: email */
            email?: string;
            /** 10 to 1024 characters. */
            password?: string;
            admin?: boolean;
        };
        AccountPage: {
            items: components["schemas"]["Account"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        ApiKey: {
            /** 24 lower-case hex digits. */
            id: string;
            /** 24 lower-case hex digits. */
            account: string;
            name: string;
            /** How the key begins, to recognise it by. */
            prefix: string;
            scopes: ("read" | "publish" | "manage" | "admin")[];
            /** The application it is limited to. */
            app: string | null;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            lastUsedAt: string | null;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            revokedAt: string | null;
        };
        ApiKeyInput: {
            /** What it is for. */
            name: string;
            scopes: ("read" | "publish" | "manage" | "admin")[];
            /** Limit it to this application. */
            app?: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            expiresAt?: string;
            /** Administrators: make it for this account. */
            account?: string;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        App: {
            /** 24 lower-case hex digits. */
            id: string;
            /** The word that stands for it in addresses and commands. */
            slug: string;
            name: string;
            description: string;
            /** Name of its collection. */
            collection: string;
            homepage: string | null;
            public: boolean;
            applicationPackageNameTemplate: string;
            extensionPackageNameTemplate: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            updatedAt: string;
            latest: components["schemas"]["LatestReleases"];
            /** What the caller may do here. */
            permissions: ("app.read" | "app.create" | "app.update" | "app.delete" | "member.read" | "member.manage" | "release.read" | "release.create" | "release.update" | "release.promote" | "release.delete" | "package.publish" | "package.update" | "package.replace" | "package.yank" | "package.delete" | "spk.read" | "spk.publish" | "spk.manage" | "retention.read" | "retention.manage" | "trash.read" | "trash.restore" | "trash.purge" | "upload.create" | "account.self" | "account.change" | "key.manage" | "collection.read" | "collection.manage" | "account.manage" | "audit.read" | "job.manage" | "site.manage")[];
        };
        AppChange: {
            name?: string;
            /** Made from the name if absent. */
            slug?: string;
            description?: string;
            /** Format: uri */
            homepage?: string | null;
            public?: boolean;
            /** Names of packages, e.g. `{baseName}_{os}_{arch}_{revision}`. Keys in braces; `{{` and `}}` stand for braces. */
            applicationPackageNameTemplate?: string;
            /** Names of packages, e.g. `{app_revision}_{baseName}_{os}_{arch}_{revision}`. Keys in braces; `{{` and `}}` stand for braces. */
            extensionPackageNameTemplate?: string;
        };
        AppInput: {
            /** Must be new within its collection; not 24 hex digits. */
            name: string;
            /** Made from the name if absent. */
            slug?: string;
            description?: string;
            /** Made if there is none of this name; default `Applications`. */
            collection?: string;
            /** Format: uri */
            homepage?: string;
            /** @default true */
            public?: boolean;
            /** Names of packages, e.g. `{baseName}_{os}_{arch}_{revision}`. Keys in braces; `{{` and `}}` stand for braces. */
            applicationPackageNameTemplate?: string;
            /** Names of packages, e.g. `{app_revision}_{baseName}_{os}_{arch}_{revision}`. Keys in braces; `{{` and `}}` stand for braces. */
            extensionPackageNameTemplate?: string;
        };
        AppPage: {
            items: components["schemas"]["App"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        AppStorage: {
            /** 24 lower-case hex digits. */
            app: string;
            slug: string;
            name: string;
            /** Bytes. */
            bytes: number;
            files: number;
            /** Bytes. */
            trashBytes: number;
            /** What it stored at the end of each day that was recorded, oldest first, 90 days at most. */
            days: {
                /** Format: date */
                day: string;
                /** Bytes. */
                bytes: number;
            }[];
        };
        AuditEntry: {
            /** 24 lower-case hex digits. */
            id: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            at: string;
            /** `noun.verb` */
            action: string;
            /** Login; null for jobs of the server. */
            actor: string | null;
            /** Name of the API key used. */
            key: string | null;
            address: string | null;
            requestId: string | null;
            /** Slug of the application, if one is concerned. */
            app: string | null;
            target: {
                kind: string;
                id: string;
                name: string;
            };
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        Banner: {
            text: string;
            tone: "info" | "warning";
        };
        Collection: {
            /** 24 lower-case hex digits. */
            id: string;
            name: string;
            description: string;
            public: boolean;
            /** Has no application, in the trash neither: only then it can be deleted. */
            empty: boolean;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            updatedAt: string;
        };
        CollectionChange: {
            name?: string;
            description?: string;
            public?: boolean;
        };
        CollectionInput: {
            name: string;
            description?: string;
            /** @default true */
            public?: boolean;
        };
        CollectionPage: {
            items: components["schemas"]["Collection"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        CountingRules: {
            /** Stands in every answer about downloads as `rules`. */
            version: number;
            /** Sentences for people. */
            rules: string[];
            /** Which table knows the countries of visitors, as its licence asks to be said. */
            countries: string;
        };
        DeletionPreview: {
            releases: number;
            drafts: number;
            packages: number;
            extensions: number;
            /** Current and earlier files. */
            files: number;
            /** Bytes. */
            bytes: number;
            /**
             * Format: date-time
             *
             * When it leaves the trash.
             */
            restorableUntil: string | null;
        };
        DownloadCount: {
            /** Application revision. */
            revision: string;
            kind: "package" | "extension";
            baseName: string;
            os: string;
            arch: string;
            downloads: number;
        };
        DownloadCountPage: {
            items: components["schemas"]["DownloadCount"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        EmailChange: {
            /** Format: email */
            email: string;
            /** The password one has now. */
            password: string;
        };
        Extension: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Slug of the application. */
            app: string;
            release: {
                /** 24 lower-case hex digits. */
                id: string;
                name: string;
                stage: "draft" | "stable";
                /** Application revision. */
                revision: string;
            };
            /** Rendered by the application's naming template. */
            name: string;
            baseName: string;
            os: string;
            arch: string;
            revision: string;
            repositoryType: string;
            repositoryUrl: string;
            description: string;
            file: components["schemas"]["File"];
            /** Path of the bytes on this server, by name. */
            url: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            updatedAt: string;
            yanked: {
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                at: string;
                reason: string;
            } | null;
            /**
             * Format: date-time
             *
             * When other bytes were put under the same revision of a stable release.
             */
            bytesChangedAt: string | null;
            category: string | null;
            tier: number | null;
            iconUrl: string | null;
            homepage: string | null;
            screenshots: string | null;
            contributors: string | null;
            dependency: string | null;
            recommends: string | null;
            license: string | null;
            developmentStatus: string | null;
            enabled: boolean | null;
            dicomSupportRule: string | null;
            keywords: string | null;
        };
        ExtensionChange: {
            description?: string;
            repositoryType?: string;
            repositoryUrl?: string;
            category?: string | null;
            tier?: number | null;
            iconUrl?: string | null;
            homepage?: string | null;
            /** Addresses separated by spaces. */
            screenshots?: string | null;
            contributors?: string | null;
            /** Base names separated by spaces. */
            dependency?: string | null;
            /** Base names separated by spaces. */
            recommends?: string | null;
            license?: string | null;
            developmentStatus?: string | null;
            enabled?: boolean | null;
            dicomSupportRule?: string | null;
            keywords?: string | null;
        };
        /** How many extensions (by base name) of a release there are for each value, of those that match the other filters. */
        ExtensionFacets: {
            categories: {
                value: string;
                count: number;
            }[];
            tiers: {
                value: string;
                count: number;
            }[];
            licenses: {
                value: string;
                count: number;
            }[];
            targets: {
                value: string;
                count: number;
            }[];
            /** How many extensions match all filters. */
            total: number;
        };
        ExtensionFacts: {
            /** e.g. `Slicer` or `SegmentTools`. */
            baseName: string;
            os: "linux" | "win" | "macosx";
            /** `amd64`, `arm64`, `i386` or any other. */
            arch: string;
            /** e.g. `git`. */
            repositoryType?: string;
            repositoryUrl?: string;
            /** The commit of the extension. */
            revision: string;
            /** Not empty. Numbers sort as numbers. */
            appRevision: string;
            /** Simple HTML is kept, everything else is taken out. */
            description?: string;
            category?: string;
            tier?: number;
            iconUrl?: string;
            homepage?: string;
            /** Addresses separated by spaces. */
            screenshots?: string;
            contributors?: string;
            /** Base names separated by spaces. */
            dependency?: string;
            /** Base names separated by spaces. */
            recommends?: string;
            license?: string;
            developmentStatus?: string;
            enabled?: boolean;
            dicomSupportRule?: string;
            keywords?: string;
        };
        ExtensionInput: {
            /** e.g. `Slicer` or `SegmentTools`. */
            baseName: string;
            os: "linux" | "win" | "macosx";
            /** `amd64`, `arm64`, `i386` or any other. */
            arch: string;
            /** e.g. `git`. */
            repositoryType?: string;
            repositoryUrl?: string;
            /** The commit of the extension. */
            revision: string;
            /** Not empty. Numbers sort as numbers. */
            appRevision: string;
            /** Simple HTML is kept, everything else is taken out. */
            description?: string;
            category?: string;
            tier?: number;
            iconUrl?: string;
            homepage?: string;
            /** Addresses separated by spaces. */
            screenshots?: string;
            contributors?: string;
            /** Base names separated by spaces. */
            dependency?: string;
            /** Base names separated by spaces. */
            recommends?: string;
            license?: string;
            developmentStatus?: string;
            enabled?: boolean;
            dicomSupportRule?: string;
            keywords?: string;
            /** The name under which people get it. */
            fileName?: string;
            /** SHA-256, 64 lower-case hex digits. */
            sha256?: string;
            /** SHA-512, 128 lower-case hex digits. */
            sha512?: string;
            /** Default: by the file name. */
            contentType?: string;
            /** Maintainers: put other bytes in place of those of a stable release. It is shown. */
            replace?: boolean;
            /** 24 lower-case hex digits. */
            upload: string;
        };
        ExtensionOverview: {
            release: components["schemas"]["ReleaseRef"];
            summary: components["schemas"]["ExtensionSummary"];
            /** Where pages load them from, like `icon` of the summary; of the build that was changed last. */
            screenshots: string[];
            /** Of this release, by os and arch. */
            builds: components["schemas"]["Extension"][];
            needs: {
                baseName: string;
                /** Whether this release has it. */
                here: boolean;
            }[];
            recommends: {
                baseName: string;
                /** Whether this release has it. */
                here: boolean;
            }[];
            /** Base names of extensions of this release that need it. */
            neededBy: string[];
        };
        ExtensionPage: {
            items: components["schemas"]["Extension"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        ExtensionSummary: {
            /** Slug of the application. */
            app: string;
            baseName: string;
            /** The first words of the description, without markup. */
            line: string;
            /** As its author gave it. */
            iconUrl: string | null;
            /** Where pages load it from: a path of this server, or within the address itself (`data:`). null: nowhere. */
            icon: string | null;
            category: string | null;
            tier: number | null;
            license: string | null;
            /** By os and arch. */
            builds: {
                /** 24 lower-case hex digits. */
                id: string;
                os: string;
                arch: string;
                yanked: boolean;
            }[];
            /** Of all builds for this application revision; a minute old at most. */
            downloads: number;
            /**
             * Format: date-time
             *
             * Of the first build.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * Of the build that was changed last.
             */
            updatedAt: string;
        };
        ExtensionSummaryPage: {
            items: components["schemas"]["ExtensionSummary"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
            /** How many there are in all; null unless `total` was asked for. */
            total: number | null;
        };
        ExtensionVersion: {
            /** 24 lower-case hex digits. */
            id: string;
            release: components["schemas"]["ReleaseRef"];
            /** The commit of the extension. */
            revision: string;
            os: string;
            arch: string;
            fileName: string;
            /** Bytes. */
            size: number;
            /** SHA-256, 64 lower-case hex digits. */
            sha256: string;
            /** Path of the bytes on this server, by name. */
            url: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            yanked: boolean;
        };
        ExtensionVersionPage: {
            items: components["schemas"]["ExtensionVersion"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        FieldError: {
            /** Where: `baseName`, `query.os`, `tier`, … */
            field: string;
            /** What would be right. */
            message: string;
        };
        File: {
            /** 24 lower-case hex digits. */
            id: string;
            name: string;
            /** Bytes. */
            size: number;
            /** SHA-256, 64 lower-case hex digits. */
            sha256: string;
            /** SHA-512, 128 lower-case hex digits. */
            sha512: string;
            contentType: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * When newer bytes took its place.
             */
            replacedAt: string | null;
            /** Path of the bytes on this server, by digest. */
            url: string;
        };
        FileMatch: {
            kind: "package" | "extension";
            /** 24 lower-case hex digits. */
            id: string;
            /** Slug of the application. */
            app: string;
            appRevision: string;
            baseName: string;
            os: string;
            arch: string;
            fileName: string;
            /** Bytes. */
            size: number;
            /** false: other bytes have taken their place since. */
            current: boolean;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
        };
        FileMatchList: {
            items: components["schemas"]["FileMatch"][];
        };
        FilePage: {
            items: components["schemas"]["File"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        Health: {
            checks: components["schemas"]["HealthCheck"][];
            version: string;
            node: string;
            database: "sqlite" | "postgres";
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            startedAt: string;
        };
        HealthCheck: {
            name: "database" | "files" | "jobs" | "mail";
            state: "good" | "off" | "bad";
            /** A sentence; empty when there is nothing to say. */
            detail: string;
        };
        Job: {
            /** 24 lower-case hex digits. */
            id: string;
            kind: string;
            state: "waiting" | "running" | "done" | "failed";
            attempts: number;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            runAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            finishedAt: string | null;
            /** Why the last attempt failed. */
            error: string | null;
        };
        JobPage: {
            items: components["schemas"]["Job"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        JobSummary: {
            /** Due now, and not begun. */
            waiting: number;
            /** Due later. */
            planned: number;
            running: number;
            failed: number;
            /** In the last seven days. */
            done: number;
        };
        LatestRelease: {
            /** 24 lower-case hex digits. */
            id: string;
            /** A draft is named by its revision. */
            name: string;
            stage: "draft" | "stable";
            /** Application revision. */
            revision: string;
            /**
             * Format: date-time
             *
             * When it was released; of a draft, when it was created.
             */
            at: string;
            packages: number;
            extensions: number;
        };
        LatestReleases: {
            stable: {
                /** 24 lower-case hex digits. */
                id: string;
                /** A draft is named by its revision. */
                name: string;
                stage: "draft" | "stable";
                /** Application revision. */
                revision: string;
                /**
                 * Format: date-time
                 *
                 * When it was released; of a draft, when it was created.
                 */
                at: string;
                packages: number;
                extensions: number;
            } | null;
            draft: {
                /** 24 lower-case hex digits. */
                id: string;
                /** A draft is named by its revision. */
                name: string;
                stage: "draft" | "stable";
                /** Application revision. */
                revision: string;
                /**
                 * Format: date-time
                 *
                 * When it was released; of a draft, when it was created.
                 */
                at: string;
                packages: number;
                extensions: number;
            } | null;
        };
        LinkUse: {
            /** From the link in the mail. */
            token: string;
        };
        ListedRelease: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Slug of the application. */
            app: string;
            stage: "draft" | "stable";
            /** A draft is named by its revision. */
            name: string;
            /** The application revision it was built from. */
            revision: string;
            /** Release notes, Markdown. */
            description: string;
            public: boolean;
            /** Retention leaves it alone. */
            pinned: boolean;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            updatedAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            releasedAt: string | null;
            packages: number;
            extensions: number;
            /** Bytes. */
            bytes: number;
            /** What there are installers for. */
            platforms: {
                os: string;
                arch: string;
            }[];
        };
        LoginInput: {
            /** Login or e-mail. */
            login: string;
            password: string;
            /** Six digits of an authenticator app, or a recovery code. */
            code?: string;
            /** The answer of a passkey to the options that `second_factor_required` came with. */
            passkey?: {
                [key: string]: unknown;
            };
        };
        Matrix: {
            release: components["schemas"]["ReleaseRef"];
            comparedWith: {
                /** 24 lower-case hex digits. */
                id: string;
                /** A draft is named by its revision. */
                name: string;
                stage: "draft" | "stable";
                /** Application revision. */
                revision: string;
                /**
                 * Format: date-time
                 *
                 * When it was released; of a draft, when it was created.
                 */
                at: string;
            } | null;
            /** The columns. */
            targets: {
                os: string;
                arch: string;
            }[];
            /** By base name. */
            rows: {
                baseName: string;
                category: string | null;
                tier: number | null;
                /** In the order of `targets`. */
                cells: {
                    /**
                     * same: built from the same commit as before; changed: from another; new: not there before; missing: there before, but not now; none: neither
                     */
                    state: "same" | "changed" | "new" | "missing" | "none";
                    /** Of the build; null where there is none. */
                    id: string | null;
                    /** Its commit. */
                    revision: string | null;
                    /** The commit in the release compared with. */
                    before: string | null;
                }[];
            }[];
        };
        Member: {
            /** Account id. */
            account: string;
            login: string;
            name: string;
            /**
             * reader < uploader < maintainer < owner
             */
            role: "reader" | "uploader" | "maintainer" | "owner";
            /** Format: date-time */
            since: string;
        };
        MemberInput: {
            /**
             * reader < uploader < maintainer < owner
             */
            role: "reader" | "uploader" | "maintainer" | "owner";
        };
        MemberList: {
            items: components["schemas"]["Member"][];
        };
        NewApiKey: {
            key: components["schemas"]["ApiKey"];
            /** The key itself. It is shown this once and not stored. */
            secret: string;
        };
        NewSecondFactor: {
            factor: components["schemas"]["SecondFactor"];
            /** With the first factor: codes that work once each. They are shown this once. */
            recoveryCodes: string[];
        };
        Notes: {
            /** Simple HTML, safe to show as it is. */
            html: string;
        };
        NotesInput: {
            /** Release notes, Markdown. */
            text: string;
        };
        Package: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Slug of the application. */
            app: string;
            release: {
                /** 24 lower-case hex digits. */
                id: string;
                name: string;
                stage: "draft" | "stable";
                /** Application revision. */
                revision: string;
            };
            /** Rendered by the application's naming template. */
            name: string;
            baseName: string;
            os: string;
            arch: string;
            revision: string;
            repositoryType: string;
            repositoryUrl: string;
            description: string;
            file: components["schemas"]["File"];
            /** Path of the bytes on this server, by name. */
            url: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            updatedAt: string;
            yanked: {
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                at: string;
                reason: string;
            } | null;
            /**
             * Format: date-time
             *
             * When other bytes were put under the same revision of a stable release.
             */
            bytesChangedAt: string | null;
            version: string;
            preRelease: boolean;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            buildDate: string;
        };
        PackageChange: {
            /** e.g. `5.8.1`. */
            version?: string;
            description?: string;
            preRelease?: boolean;
            repositoryType?: string;
            repositoryUrl?: string;
        };
        PackageFacts: {
            /** e.g. `Slicer` or `SegmentTools`. */
            baseName: string;
            os: "linux" | "win" | "macosx";
            /** `amd64`, `arm64`, `i386` or any other. */
            arch: string;
            /** e.g. `git`. */
            repositoryType?: string;
            repositoryUrl?: string;
            /** Not empty. Numbers sort as numbers. */
            revision: string;
            /** e.g. `5.8.1`. */
            version: string;
            description?: string;
            preRelease?: boolean;
            /**
             * Format: date-time
             *
             * Default: now.
             */
            buildDate?: string;
        };
        PackageInput: {
            /** e.g. `Slicer` or `SegmentTools`. */
            baseName: string;
            os: "linux" | "win" | "macosx";
            /** `amd64`, `arm64`, `i386` or any other. */
            arch: string;
            /** e.g. `git`. */
            repositoryType?: string;
            repositoryUrl?: string;
            /** Not empty. Numbers sort as numbers. */
            revision: string;
            /** e.g. `5.8.1`. */
            version: string;
            description?: string;
            preRelease?: boolean;
            /**
             * Format: date-time
             *
             * Default: now.
             */
            buildDate?: string;
            /** The name under which people get it. */
            fileName?: string;
            /** SHA-256, 64 lower-case hex digits. */
            sha256?: string;
            /** SHA-512, 128 lower-case hex digits. */
            sha512?: string;
            /** Default: by the file name. */
            contentType?: string;
            /** Maintainers: put other bytes in place of those of a stable release. It is shown. */
            replace?: boolean;
            /** 24 lower-case hex digits. */
            upload: string;
        };
        PackagePage: {
            items: components["schemas"]["Package"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        PasskeyInput: {
            /** Which device or key it is. */
            name: string;
            /** The answer of the browser. */
            passkey: {
                [key: string]: unknown;
            };
        };
        PasskeyOptions: {
            /** For `navigator.credentials.create`, as `parseCreationOptionsFromJSON` takes it. */
            options: {
                [key: string]: unknown;
            };
        };
        PasswordByLink: {
            /** From the link in the mail. */
            token: string;
            /** 10 to 1024 characters. */
            password: string;
        };
        PasswordChange: {
            current: string;
            /** 10 to 1024 characters. */
            password: string;
        };
        PasswordForgotten: {
            /** Login or e-mail. */
            login: string;
        };
        PasswordProof: {
            /** The password one has now. */
            password: string;
        };
        PasswordReset: {
            /** 10 to 1024 characters. */
            password: string;
        };
        /** RFC 9457 problem details. */
        Problem: {
            /** A reference that names the kind of problem. */
            type: string;
            title: string;
            status: number;
            /** One of a closed list; stable for programs. */
            code: string;
            /** What happened here, in a sentence. */
            detail: string;
            /** Names this request in the log of the server. */
            requestId: string;
            errors?: components["schemas"]["FieldError"][];
            /** Facts for programs. */
            details?: {
                [key: string]: unknown;
            };
        };
        ProfileChange: {
            name: string;
        };
        PromotionInput: {
            /** Must differ, case aside, from all releases and drafts; not 24 hex digits, not `draft`. */
            name: string;
            /** Release notes, Markdown. */
            description?: string;
            public?: boolean;
            /** Ids of packages and extensions to move; default: all. The rest stays in the draft. */
            only?: string[];
        };
        PromotionItem: {
            /** 24 lower-case hex digits. */
            id: string;
            kind: "package" | "extension";
            baseName: string;
            os: string;
            arch: string;
            /** Bytes. */
            bytes: number;
        };
        PromotionPreview: {
            revision: string;
            /** Name of the stable release before. */
            comparedWith: string | null;
            moves: components["schemas"]["PromotionItem"][];
            /** What the stable release before had and this draft has not. */
            missing: {
                kind: "package" | "extension";
                baseName: string;
                os: string;
                arch: string;
            }[];
            packages: number;
            extensions: number;
            /** Bytes. */
            bytes: number;
        };
        PublishedExtension: {
            /**
             * created: new; unchanged: the same bytes and facts were there; updated: same bytes, other facts; replaced: other bytes took their place
             */
            outcome: "created" | "unchanged" | "updated" | "replaced";
            extension: components["schemas"]["Extension"];
        };
        PublishedPackage: {
            /**
             * created: new; unchanged: the same bytes and facts were there; updated: same bytes, other facts; replaced: other bytes took their place
             */
            outcome: "created" | "unchanged" | "updated" | "replaced";
            package: components["schemas"]["Package"];
        };
        RecoveryCodes: {
            recoveryCodes: string[];
        };
        Registration: {
            /** 1 to 64 letters, digits, dots, dashes or underscores; case does not matter. */
            login: string;
            name?: string;
            /** Format: email */
            email: string;
            /** 10 to 1024 characters. */
            password: string;
        };
        Release: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Slug of the application. */
            app: string;
            stage: "draft" | "stable";
            /** A draft is named by its revision. */
            name: string;
            /** The application revision it was built from. */
            revision: string;
            /** Release notes, Markdown. */
            description: string;
            public: boolean;
            /** Retention leaves it alone. */
            pinned: boolean;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            updatedAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            releasedAt: string | null;
            packages: number;
            extensions: number;
            /** Bytes. */
            bytes: number;
        };
        ReleaseChange: {
            /** Stable releases only. */
            name?: string;
            description?: string;
            public?: boolean;
            pinned?: boolean;
        };
        ReleaseComparison: {
            from: components["schemas"]["ReleaseRef"];
            to: components["schemas"]["ReleaseRef"];
            /** What differs: packages first, then by base name, os and arch. */
            items: {
                kind: "package" | "extension";
                baseName: string;
                os: string;
                arch: string;
                /**
                 * updated: from another commit or version; rebuilt: from the same, but other bytes
                 */
                change: "added" | "removed" | "updated" | "rebuilt";
                from: {
                    /** 24 lower-case hex digits. */
                    id: string;
                    revision: string;
                    version: string;
                    /** Bytes. */
                    size: number;
                    /** SHA-256, 64 lower-case hex digits. */
                    sha256: string;
                } | null;
                to: {
                    /** 24 lower-case hex digits. */
                    id: string;
                    revision: string;
                    version: string;
                    /** Bytes. */
                    size: number;
                    /** SHA-256, 64 lower-case hex digits. */
                    sha256: string;
                } | null;
            }[];
            /** How many packages and extensions have the same bytes in both. */
            same: number;
            bytes: {
                /** Bytes. */
                from: number;
                /** Bytes. */
                to: number;
            };
        };
        ReleaseDetail: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Slug of the application. */
            app: string;
            stage: "draft" | "stable";
            /** A draft is named by its revision. */
            name: string;
            /** The application revision it was built from. */
            revision: string;
            /** Release notes, Markdown. */
            description: string;
            public: boolean;
            /** Retention leaves it alone. */
            pinned: boolean;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            updatedAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            releasedAt: string | null;
            packages: number;
            extensions: number;
            /** Bytes. */
            bytes: number;
            /** The release notes as simple HTML, safe to show as it is. */
            descriptionHtml: string;
            /** What was built for which os and arch. */
            targets: components["schemas"]["Target"][];
            /** Revision of the draft it was promoted from. */
            promotedFrom: string | null;
        };
        ReleaseInput: {
            /** Must differ, case aside, from all releases and drafts; not 24 hex digits, not `draft`. */
            name: string;
            /** Not empty. Numbers sort as numbers. */
            revision: string;
            /** Release notes, Markdown. */
            description?: string;
            /** Default: the application's. */
            public?: boolean;
        };
        ReleasePage: {
            items: components["schemas"]["ListedRelease"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        ReleaseRef: {
            /** 24 lower-case hex digits. */
            id: string;
            /** A draft is named by its revision. */
            name: string;
            stage: "draft" | "stable";
            /** Application revision. */
            revision: string;
            /**
             * Format: date-time
             *
             * When it was released; of a draft, when it was created.
             */
            at: string;
        };
        RetentionPreview: {
            deletes: {
                /** 24 lower-case hex digits. */
                id: string;
                revision: string;
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                createdAt: string;
                packages: number;
                extensions: number;
                /** Bytes. */
                bytes: number;
            }[];
            keeps: {
                /** 24 lower-case hex digits. */
                id: string;
                revision: string;
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                createdAt: string;
                why: "pinned" | "last" | "young" | "monthly" | "no rule";
            }[];
            /** Bytes. */
            bytes: number;
        };
        /** A draft goes when no rule keeps it. Pinned drafts always stay. With no rule set nothing goes. */
        RetentionRules: {
            /** Whether the nightly job applies the rules. */
            enabled: boolean;
            /** Keep the newest N drafts. */
            keepLast: number | null;
            /** Keep drafts younger than D days. */
            keepDays: number | null;
            /** Keep the newest draft of each month. */
            keepMonthly: boolean;
            /** Keep replaced files reachable by their digest for this many days. */
            keepReplacedDays: number;
        };
        /** The best of each group, best first. */
        SearchResults: {
            apps: {
                slug: string;
                name: string;
                description: string;
            }[];
            releases: {
                /** Slug. */
                app: string;
                appName: string;
                release: components["schemas"]["ReleaseRef"];
            }[];
            packages: {
                /** Slug. */
                app: string;
                appName: string;
                /** 24 lower-case hex digits. */
                id: string;
                baseName: string;
                version: string;
                os: string;
                arch: string;
                /** Name of its release. */
                release: string;
            }[];
            extensions: {
                /** Slug. */
                app: string;
                appName: string;
                baseName: string;
                category: string | null;
                iconUrl: string | null;
            }[];
        };
        SecondFactor: {
            /** 24 lower-case hex digits. */
            id: string;
            kind: "totp" | "passkey";
            name: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            lastUsedAt: string | null;
        };
        SecondFactorList: {
            items: components["schemas"]["SecondFactor"][];
            /** How many are left. */
            recoveryCodes: number;
        };
        ServerInfo: {
            /** Of the site. */
            name: string;
            banner: {
                text: string;
                tone: "info" | "warning";
            } | null;
            readOnly: boolean;
            /** Whether people can register by themselves now. */
            registration: boolean;
            /** Whether the server sends mail, and so can help with forgotten passwords. */
            mail: boolean;
            version: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            time: string;
            uploads: {
                /** Bytes. */
                maxSize: number;
                /** Bytes. */
                maxChunk: number;
                expiresAfterSeconds: number;
            };
        };
        Session: {
            /** null when nobody is signed in. */
            account: {
                /** 24 lower-case hex digits. */
                id: string;
                kind: "person" | "robot";
                /** 1 to 64 letters, digits, dots, dashes or underscores; case does not matter. */
                login: string;
                name: string;
                email: string | null;
                /** Site administrator. */
                admin: boolean;
                /**
                 * `waiting`: registered, and not let in yet by an administrator.
                 */
                status: "active" | "waiting" | "disabled";
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                lastLoginAt: string | null;
            } | null;
            /** The API key in use, if any. */
            key: {
                /** 24 lower-case hex digits. */
                id: string;
                /** 24 lower-case hex digits. */
                account: string;
                name: string;
                /** How the key begins, to recognise it by. */
                prefix: string;
                scopes: ("read" | "publish" | "manage" | "admin")[];
                /** The application it is limited to. */
                app: string | null;
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                expiresAt: string | null;
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                lastUsedAt: string | null;
                /**
                 * Format: date-time
                 *
                 * UTC, RFC 3339.
                 */
                revokedAt: string | null;
            } | null;
            /** What one may do on the whole site. */
            permissions: ("app.read" | "app.create" | "app.update" | "app.delete" | "member.read" | "member.manage" | "release.read" | "release.create" | "release.update" | "release.promote" | "release.delete" | "package.publish" | "package.update" | "package.replace" | "package.yank" | "package.delete" | "spk.read" | "spk.publish" | "spk.manage" | "retention.read" | "retention.manage" | "trash.read" | "trash.restore" | "trash.purge" | "upload.create" | "account.self" | "account.change" | "key.manage" | "collection.read" | "collection.manage" | "account.manage" | "audit.read" | "job.manage" | "site.manage")[];
        };
        SessionEntry: {
            /** 24 lower-case hex digits. */
            id: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            lastUsedAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            expiresAt: string;
            address: string | null;
            userAgent: string | null;
            current: boolean;
        };
        SessionPage: {
            items: components["schemas"]["SessionEntry"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        SiteSettings: {
            /** Of the site, at the top of each page. */
            name: string;
            /** Shown above each page. */
            banner: {
                text: string;
                tone: "info" | "warning";
            } | null;
            /** Nothing can be published or changed, but settings can. */
            readOnly: boolean;
            /**
             * Whether people may register by themselves; `approval`: and an administrator lets each of them in.
             */
            registration: "open" | "approval" | "closed";
        };
        SiteSettingsChange: {
            /** Of the site, at the top of each page. */
            name?: string;
            /** Shown above each page. */
            banner?: {
                text: string;
                tone: "info" | "warning";
            } | null;
            /** Nothing can be published or changed, but settings can. */
            readOnly?: boolean;
            /**
             * Whether people may register by themselves; `approval`: and an administrator lets each of them in.
             */
            registration?: "open" | "approval" | "closed";
        };
        SpkArchitectureShare: {
            architecture: string;
            downloads: number;
        };
        SpkBuild: {
            /** 24 lower-case hex digits. */
            id: string;
            architectures: string[];
            /** The least it needs: `3.1-1594`. */
            firmware: string;
            /** The highest it is for; null: no limit. */
            firmwareMax: string | null;
            active: boolean;
            signed: boolean;
            /** Fingerprint of the key; null: not known. */
            signedBy: string | null;
            /** Why the last try to sign it failed. */
            signError: string | null;
            /** Below the device address. */
            path: string;
            /** Bytes. */
            size: number;
            md5: string;
            sha256: string;
            /** Simple HTML, cleaned. */
            changelog: string | null;
            /** By language. */
            descriptions: {
                [key: string]: string;
            };
            dependencies: string | null;
            conflicts: string | null;
            /** MD5 of package.tgz, as INFO has it. */
            checksum: string | null;
            /** conf/PKG_DEPS, as JSON by section. */
            confDependencies: string | null;
            /** conf/PKG_CONX, as JSON by section. */
            confConflicts: string | null;
            confPrivilege: string | null;
            confResource: string | null;
            /** Files that no signature covers: DSM up to 6 calls a signed package with such files corrupted. */
            unsignedFiles: string[];
            /** Login. */
            publisher: string | null;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
        };
        SpkBuildAction: {
            action: "activate" | "deactivate" | "sign" | "unsign" | "verify" | "reread" | "delete";
            builds: string[];
            /**
             * Changes nothing, and refuses what would be refused.
             * @default false
             */
            dryRun?: boolean;
        };
        SpkBuildEntry: {
            /** 24 lower-case hex digits. */
            id: string;
            package: string;
            version: string;
            beta: boolean;
            architectures: string[];
            /** The least it needs: `3.1-1594`. */
            firmware: string;
            /** The highest it is for; null: no limit. */
            firmwareMax: string | null;
            /** Login. */
            publisher: string | null;
            active: boolean;
            signed: boolean;
            /** Why the last try to sign it failed. */
            signError: string | null;
            /** Bytes. */
            size: number;
            /** Below the device address. */
            path: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
        };
        SpkBuildPage: {
            items: components["schemas"]["SpkBuildEntry"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        SpkBuildResult: {
            /** 24 lower-case hex digits. */
            build: string;
            outcome: "done" | "queued" | "unchanged" | "refused" | "possible";
            /** For `possible`: the file name of the build. */
            message: string;
        };
        SpkBuildResults: {
            items: components["schemas"]["SpkBuildResult"][];
        };
        SpkCode: {
            /** Letters, digits, _ and -. */
            code: string;
        };
        SpkCodeList: {
            items: components["schemas"]["SpkCode"][];
        };
        SpkDownloadDay: {
            /** Format: date */
            day: string;
            downloads: number;
        };
        SpkExplainedBuild: {
            /** 24 lower-case hex digits. */
            build: string;
            version: string;
            firmware: string;
            architectures: string[];
            outcome: "chosen" | "passed_over" | "refused";
            rule: string;
            because: string;
        };
        SpkExplanation: {
            arch: string;
            build: number;
            major: number;
            beta: boolean;
            builds: components["schemas"]["SpkExplainedBuild"][];
        };
        SpkFirmware: {
            /** Unique among DSM and SRM. */
            build: number;
            /** For example `7.1`. */
            version: string;
            type: "dsm" | "srm";
        };
        SpkFirmwareList: {
            items: components["schemas"]["SpkFirmware"][];
        };
        SpkFirmwareShare: {
            firmware: string;
            downloads: number;
        };
        SpkKey: {
            fingerprint: string;
            /** Who it is of. */
            name: string;
            /** For example `RSA 4096`. */
            algorithm: string;
            /**
             * signs: new signatures are made with it; trusted: signed before, and devices still get it; idle: neither; verifies: a public key, for time stamps
             */
            state: "signs" | "trusted" | "idle" | "verifies";
            /** Neither expired nor revoked. */
            usable: boolean;
            /** Active builds that are signed with it. */
            activeBuilds: number;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            expiresAt: string | null;
        };
        SpkKeyImport: {
            /** As gpg exports it with `--armor`. */
            key: string;
        };
        SpkKeyInput: {
            /** Who it is of: `Packages <packages@example.org>`. */
            name: string;
        };
        SpkKeyList: {
            /** Oldest first. */
            items: components["schemas"]["SpkKey"][];
            /** Active builds that are signed, and with which key was never looked at. */
            unknown: number;
            /** Whether the configuration says which key signs. */
            fixed: boolean;
            /** Whether signatures get a time stamp. */
            stamps: boolean;
        };
        SpkLanguage: {
            /** Three letters, as Synology writes it: `enu`. */
            code: string;
            name: string;
        };
        SpkLanguageList: {
            items: components["schemas"]["SpkLanguage"][];
        };
        SpkLatestVersion: {
            package: string;
            version: string;
            /** Bytes. */
            size: number;
            /** Whether all its builds are. */
            active: boolean;
            /** In the last 90 days. */
            recentDownloads: number;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
        };
        SpkMember: {
            /** 24 lower-case hex digits. */
            id: string;
            login: string;
            name: string;
            /**
             * developer: the packages one maintains; package_admin: all packages; admin: also signing and deleting
             */
            role: "developer" | "package_admin" | "admin";
        };
        SpkMemberList: {
            items: components["schemas"]["SpkMember"][];
        };
        SpkOverview: {
            packages: number;
            builds: number;
            inactiveBuilds: number;
            /** In the last 90 days. */
            recentDownloads: number;
            /** Newest first. */
            latest: components["schemas"]["SpkLatestVersion"][];
            /** Most first. */
            topPackages: components["schemas"]["SpkPackageShare"][];
            /** Most first. */
            topArchitectures: components["schemas"]["SpkArchitectureShare"][];
            /** Most first. */
            topFirmwares: components["schemas"]["SpkFirmwareShare"][];
        };
        SpkPackage: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Letters, digits, dashes and underscores. */
            name: string;
            /** In the asked language, or else in English. */
            displayName: string;
            description: string;
            /** For example `Multimedia`. */
            category: string | null;
            /** Path below the device address. */
            icon: string | null;
            /** The highest with an active build, or else the highest at all: `1.4.103-10`. */
            version: string | null;
            beta: boolean;
            /** Whether any build is active; archived otherwise. */
            active: boolean;
            /** Waits for a package administrator. */
            pending: boolean;
            /** Of the builds of that version. */
            architectures: string[];
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            updatedAt: string;
            downloads: number;
            /** In the last 90 days. */
            recentDownloads: number;
        };
        SpkPackageChange: {
            author?: string | null;
            maintainers?: string[];
            /** For example `Multimedia`. */
            category?: string | null;
            /**
             * false: the package is approved.
             * @enum {boolean}
             */
            pending?: false;
        };
        SpkPackageDetail: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Letters, digits, dashes and underscores. */
            name: string;
            /** Login. */
            author: string | null;
            maintainers: components["schemas"]["SpkPerson"][];
            /** Paths below the device address. */
            screenshots: string[];
            /** Highest first. */
            versions: components["schemas"]["SpkVersion"][];
            /** For example `Multimedia`. */
            category: string | null;
            /** Waits for a package administrator. */
            pending: boolean;
            downloads: number;
            recentDownloads: number;
            /**
             * Format: date
             *
             * The day of the last download, in UTC.
             */
            lastDownload: string | null;
            /** Whether the caller may activate its builds. */
            mayMaintain: boolean;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
        };
        SpkPackageInput: {
            /** Letters, digits, dashes and underscores. */
            name: string;
            maintainers?: string[];
            /** For example `Multimedia`. */
            category?: string | null;
        };
        SpkPackagePage: {
            items: components["schemas"]["SpkPackage"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        SpkPackageShare: {
            package: string;
            downloads: number;
        };
        SpkPerson: {
            /** 24 lower-case hex digits. */
            id: string;
            login: string;
            name: string;
        };
        SpkRefusedDevice: {
            /**
             * The table that lacks it.
             */
            field: "arch" | "language";
            /** What devices say they are. */
            value: string;
            requests: number;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            lastAt: string;
        };
        SpkRefusedDeviceList: {
            items: components["schemas"]["SpkRefusedDevice"][];
        };
        SpkRepository: {
            /** Address for devices; null: `/nas` on this host. */
            url: string | null;
            /** Packages with an active build. */
            packages: number;
            /** Of these packages, by name. */
            categories: string[];
            /** Whether builds are signed here. */
            signing: boolean;
            /** Of the caller. */
            role: ("developer" | "package_admin" | "admin") | null;
            /** Packages that wait for approval; 0 for who cannot approve. */
            pending: number;
        };
        SpkRoleInput: {
            role: "developer" | "package_admin";
        };
        SpkSignAnew: {
            /** How many will be signed. */
            builds: number;
        };
        SpkStatistics: {
            /** The last 90 days that had any, oldest first. */
            days: components["schemas"]["SpkDownloadDay"][];
            /** Most first. */
            versions: components["schemas"]["SpkVersionShare"][];
            /** Most first. */
            architectures: components["schemas"]["SpkArchitectureShare"][];
            /** Most first. */
            firmwares: components["schemas"]["SpkFirmwareShare"][];
        };
        SpkUploaded: {
            /** 24 lower-case hex digits. */
            build: string;
            /** Below the device address. */
            path: string;
            package: string;
            version: string;
            firmware: string;
            architectures: string[];
            /** Files that no signature will cover. */
            unsignedFiles: string[];
        };
        SpkVersion: {
            /** 24 lower-case hex digits. */
            id: string;
            version: number;
            /** As devices see it: `1.4.103-10`. */
            text: string;
            upstreamVersion: string;
            beta: boolean;
            reportUrl: string | null;
            distributor: string | null;
            distributorUrl: string | null;
            maintainer: string | null;
            maintainerUrl: string | null;
            installWizard: boolean | null;
            upgradeWizard: boolean | null;
            startable: boolean | null;
            license: string | null;
            /** By language. */
            displayNames: {
                [key: string]: string;
            };
            services: string[];
            /** Paths below the device address, smallest first. */
            icons: string[];
            builds: components["schemas"]["SpkBuild"][];
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
        };
        SpkVersionShare: {
            version: string;
            downloads: number;
        };
        Statistics: {
            /** Slug of the application. */
            app: string;
            by: "total" | "day" | "month" | "kind" | "stage" | "release" | "revision" | "version" | "baseName" | "package" | "file" | "os" | "arch" | "country" | "client" | "family" | "visitorOs" | "source";
            /** Downloads of all values, also of those beyond the limit. */
            total: number;
            /** Days and months in their order, everything else with the most downloads first. */
            items: {
                value: string;
                downloads: number;
            }[];
            /** How many items there are, also beyond the limit. */
            values: number;
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
            /** Version of the rules of counting. */
            rules: number;
        };
        StorageUse: {
            /** Largest first. The same bytes count in each application that has them. */
            apps: components["schemas"]["AppStorage"][];
            /** Bytes. */
            storedBytes: number;
            /** Different ones: the same bytes are stored once. */
            storedFiles: number;
            /** Bytes. */
            uploadBytes: number;
            /** Left on the disk; null when that cannot be known. */
            freeBytes: number | null;
        };
        Target: {
            os: string;
            arch: string;
            /** Application packages. */
            packages: number;
            extensions: number;
        };
        TotpConfirmation: {
            /** Six digits of an authenticator app, or a recovery code. */
            code: string;
        };
        TotpInput: {
            /** Which app it is. */
            name: string;
            /** The password one has now. */
            password: string;
        };
        TotpOffer: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Base32, for typing in. */
            secret: string;
            /** `otpauth://…`, for a picture to scan. */
            uri: string;
        };
        TrashEntry: {
            /** 24 lower-case hex digits. */
            id: string;
            kind: "app" | "release" | "draft" | "package" | "extension";
            name: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            deletedAt: string;
            /** Login; null for the retention job. */
            deletedBy: string | null;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            purgedAt: string;
            /** Bytes. */
            bytes: number;
        };
        TrashPage: {
            items: components["schemas"]["TrashEntry"][];
            /** Give it back as `cursor` to get the next page; null at the end. */
            cursor: string | null;
        };
        Upload: {
            /** 24 lower-case hex digits. */
            id: string;
            /** Bytes. */
            size: number;
            /** Bytes. */
            offset: number;
            fileName: string | null;
            complete: boolean;
            /** SHA-256, 64 lower-case hex digits. */
            sha256: string | null;
            /** SHA-512, 128 lower-case hex digits. */
            sha512: string | null;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            createdAt: string;
            /**
             * Format: date-time
             *
             * UTC, RFC 3339.
             */
            expiresAt: string;
        };
        YankInput: {
            /** Shown to everybody who looks at it. */
            reason: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Account = components['schemas']['Account'];
export type AccountChange = components['schemas']['AccountChange'];
export type AccountInput = components['schemas']['AccountInput'];
export type AccountPage = components['schemas']['AccountPage'];
export type ApiKey = components['schemas']['ApiKey'];
export type ApiKeyInput = components['schemas']['ApiKeyInput'];
export type ApiKeyPage = components['schemas']['ApiKeyPage'];
export type App = components['schemas']['App'];
export type AppChange = components['schemas']['AppChange'];
export type AppInput = components['schemas']['AppInput'];
export type AppPage = components['schemas']['AppPage'];
export type AppStorage = components['schemas']['AppStorage'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type AuditPage = components['schemas']['AuditPage'];
export type Banner = components['schemas']['Banner'];
export type Collection = components['schemas']['Collection'];
export type CollectionChange = components['schemas']['CollectionChange'];
export type CollectionInput = components['schemas']['CollectionInput'];
export type CollectionPage = components['schemas']['CollectionPage'];
export type CountingRules = components['schemas']['CountingRules'];
export type DeletionPreview = components['schemas']['DeletionPreview'];
export type DownloadCount = components['schemas']['DownloadCount'];
export type DownloadCountPage = components['schemas']['DownloadCountPage'];
export type EmailChange = components['schemas']['EmailChange'];
export type Extension = components['schemas']['Extension'];
export type ExtensionChange = components['schemas']['ExtensionChange'];
export type ExtensionFacets = components['schemas']['ExtensionFacets'];
export type ExtensionFacts = components['schemas']['ExtensionFacts'];
export type ExtensionInput = components['schemas']['ExtensionInput'];
export type ExtensionOverview = components['schemas']['ExtensionOverview'];
export type ExtensionPage = components['schemas']['ExtensionPage'];
export type ExtensionSummary = components['schemas']['ExtensionSummary'];
export type ExtensionSummaryPage = components['schemas']['ExtensionSummaryPage'];
export type ExtensionVersion = components['schemas']['ExtensionVersion'];
export type ExtensionVersionPage = components['schemas']['ExtensionVersionPage'];
export type FieldError = components['schemas']['FieldError'];
export type File = components['schemas']['File'];
export type FileMatch = components['schemas']['FileMatch'];
export type FileMatchList = components['schemas']['FileMatchList'];
export type FilePage = components['schemas']['FilePage'];
export type Health = components['schemas']['Health'];
export type HealthCheck = components['schemas']['HealthCheck'];
export type Job = components['schemas']['Job'];
export type JobPage = components['schemas']['JobPage'];
export type JobSummary = components['schemas']['JobSummary'];
export type LatestRelease = components['schemas']['LatestRelease'];
export type LatestReleases = components['schemas']['LatestReleases'];
export type LinkUse = components['schemas']['LinkUse'];
export type ListedRelease = components['schemas']['ListedRelease'];
export type LoginInput = components['schemas']['LoginInput'];
export type Matrix = components['schemas']['Matrix'];
export type Member = components['schemas']['Member'];
export type MemberInput = components['schemas']['MemberInput'];
export type MemberList = components['schemas']['MemberList'];
export type NewApiKey = components['schemas']['NewApiKey'];
export type NewSecondFactor = components['schemas']['NewSecondFactor'];
export type Notes = components['schemas']['Notes'];
export type NotesInput = components['schemas']['NotesInput'];
export type Package = components['schemas']['Package'];
export type PackageChange = components['schemas']['PackageChange'];
export type PackageFacts = components['schemas']['PackageFacts'];
export type PackageInput = components['schemas']['PackageInput'];
export type PackagePage = components['schemas']['PackagePage'];
export type PasskeyInput = components['schemas']['PasskeyInput'];
export type PasskeyOptions = components['schemas']['PasskeyOptions'];
export type PasswordByLink = components['schemas']['PasswordByLink'];
export type PasswordChange = components['schemas']['PasswordChange'];
export type PasswordForgotten = components['schemas']['PasswordForgotten'];
export type PasswordProof = components['schemas']['PasswordProof'];
export type PasswordReset = components['schemas']['PasswordReset'];
export type Problem = components['schemas']['Problem'];
export type ProfileChange = components['schemas']['ProfileChange'];
export type PromotionInput = components['schemas']['PromotionInput'];
export type PromotionItem = components['schemas']['PromotionItem'];
export type PromotionPreview = components['schemas']['PromotionPreview'];
export type PublishedExtension = components['schemas']['PublishedExtension'];
export type PublishedPackage = components['schemas']['PublishedPackage'];
export type RecoveryCodes = components['schemas']['RecoveryCodes'];
export type Registration = components['schemas']['Registration'];
export type Release = components['schemas']['Release'];
export type ReleaseChange = components['schemas']['ReleaseChange'];
export type ReleaseComparison = components['schemas']['ReleaseComparison'];
export type ReleaseDetail = components['schemas']['ReleaseDetail'];
export type ReleaseInput = components['schemas']['ReleaseInput'];
export type ReleasePage = components['schemas']['ReleasePage'];
export type ReleaseRef = components['schemas']['ReleaseRef'];
export type RetentionPreview = components['schemas']['RetentionPreview'];
export type RetentionRules = components['schemas']['RetentionRules'];
export type SearchResults = components['schemas']['SearchResults'];
export type SecondFactor = components['schemas']['SecondFactor'];
export type SecondFactorList = components['schemas']['SecondFactorList'];
export type ServerInfo = components['schemas']['ServerInfo'];
export type Session = components['schemas']['Session'];
export type SessionEntry = components['schemas']['SessionEntry'];
export type SessionPage = components['schemas']['SessionPage'];
export type SiteSettings = components['schemas']['SiteSettings'];
export type SiteSettingsChange = components['schemas']['SiteSettingsChange'];
export type SpkArchitectureShare = components['schemas']['SpkArchitectureShare'];
export type SpkBuild = components['schemas']['SpkBuild'];
export type SpkBuildAction = components['schemas']['SpkBuildAction'];
export type SpkBuildEntry = components['schemas']['SpkBuildEntry'];
export type SpkBuildPage = components['schemas']['SpkBuildPage'];
export type SpkBuildResult = components['schemas']['SpkBuildResult'];
export type SpkBuildResults = components['schemas']['SpkBuildResults'];
export type SpkCode = components['schemas']['SpkCode'];
export type SpkCodeList = components['schemas']['SpkCodeList'];
export type SpkDownloadDay = components['schemas']['SpkDownloadDay'];
export type SpkExplainedBuild = components['schemas']['SpkExplainedBuild'];
export type SpkExplanation = components['schemas']['SpkExplanation'];
export type SpkFirmware = components['schemas']['SpkFirmware'];
export type SpkFirmwareList = components['schemas']['SpkFirmwareList'];
export type SpkFirmwareShare = components['schemas']['SpkFirmwareShare'];
export type SpkKey = components['schemas']['SpkKey'];
export type SpkKeyImport = components['schemas']['SpkKeyImport'];
export type SpkKeyInput = components['schemas']['SpkKeyInput'];
export type SpkKeyList = components['schemas']['SpkKeyList'];
export type SpkLanguage = components['schemas']['SpkLanguage'];
export type SpkLanguageList = components['schemas']['SpkLanguageList'];
export type SpkLatestVersion = components['schemas']['SpkLatestVersion'];
export type SpkMember = components['schemas']['SpkMember'];
export type SpkMemberList = components['schemas']['SpkMemberList'];
export type SpkOverview = components['schemas']['SpkOverview'];
export type SpkPackage = components['schemas']['SpkPackage'];
export type SpkPackageChange = components['schemas']['SpkPackageChange'];
export type SpkPackageDetail = components['schemas']['SpkPackageDetail'];
export type SpkPackageInput = components['schemas']['SpkPackageInput'];
export type SpkPackagePage = components['schemas']['SpkPackagePage'];
export type SpkPackageShare = components['schemas']['SpkPackageShare'];
export type SpkPerson = components['schemas']['SpkPerson'];
export type SpkRefusedDevice = components['schemas']['SpkRefusedDevice'];
export type SpkRefusedDeviceList = components['schemas']['SpkRefusedDeviceList'];
export type SpkRepository = components['schemas']['SpkRepository'];
export type SpkRoleInput = components['schemas']['SpkRoleInput'];
export type SpkSignAnew = components['schemas']['SpkSignAnew'];
export type SpkStatistics = components['schemas']['SpkStatistics'];
export type SpkUploaded = components['schemas']['SpkUploaded'];
export type SpkVersion = components['schemas']['SpkVersion'];
export type SpkVersionShare = components['schemas']['SpkVersionShare'];
export type Statistics = components['schemas']['Statistics'];
export type StorageUse = components['schemas']['StorageUse'];
export type Target = components['schemas']['Target'];
export type TotpConfirmation = components['schemas']['TotpConfirmation'];
export type TotpInput = components['schemas']['TotpInput'];
export type TotpOffer = components['schemas']['TotpOffer'];
export type TrashEntry = components['schemas']['TrashEntry'];
export type TrashPage = components['schemas']['TrashPage'];
export type Upload = components['schemas']['Upload'];
export type YankInput = components['schemas']['YankInput'];
export type $defs = Record<string, never>;
export interface operations {
    getServerInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What server this is and what it takes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerInfo"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** `waiting`: registered, and not let in yet by an administrator. */
                status?: "active" | "waiting" | "disabled";
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List people and robot accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountInput"];
            };
        };
        responses: {
            /** Add a person or a robot account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show an account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuseAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** Change an account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetFactors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApps: {
        parameters: {
            query?: {
                /** Name of a collection. */
                collection?: string;
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List applications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppInput"];
            };
        };
        responses: {
            /** Create an application */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show an application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Delete an application with all it holds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppChange"];
            };
        };
        responses: {
            /** Change an application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBadge: {
        parameters: {
            query?: {
                period?: "all" | "year" | "month" | "week" | "day";
                label?: string;
                kind?: "package" | "extension";
                /** What it was when it was downloaded. */
                stage?: "draft" | "stable";
                /** Name of a release, or revision of a draft. */
                release?: string;
                /** e.g. `Slicer` or `SegmentTools`. */
                baseName?: string;
                /** What the file is for: `linux`, `win`, `macosx`. */
                os?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExtensionOverview: {
        parameters: {
            query?: {
                /** Release by name, revision or id. Default: the newest stable release that has the extension, or else the newest draft. */
                release?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Base name of an extension. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show an extension by name: its builds, what it needs and what needs it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionOverview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExtensionVersions: {
        parameters: {
            query?: {
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Base name of an extension. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List the builds of an extension in all releases */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionVersionPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareReleases: {
        parameters: {
            query: {
                /** Release by name, revision or id. */
                from: string;
                /** Release by name, revision or id. */
                to: string;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What differs between two releases: added, removed, updated, rebuilt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseComparison"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewAppDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What would go if the application were deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDownloadCounts: {
        parameters: {
            query?: {
                /** Application revision. */
                revision?: string;
                kind?: "package" | "extension";
                baseName?: string;
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** How often the files of an application were downloaded */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadCountPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExtensions: {
        parameters: {
            query?: {
                /** Release by name, revision or id. */
                release?: string;
                stage?: "draft" | "stable";
                os?: string;
                arch?: string;
                baseName?: string;
                revision?: string;
                /** Words in name, keywords or description; best matches first. */
                q?: string;
                /** false: leave out what was yanked. */
                yanked?: boolean;
                limit?: number;
                cursor?: string;
                appRevision?: string;
                category?: string;
                /** At most this tier. */
                tier?: number;
                license?: string;
                /** newest: by creation, latest first; name: by base name, then os and arch. */
                sort?: "newest" | "name";
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List extensions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putExtension: {
        parameters: {
            query: {
                /** e.g. `Slicer` or `SegmentTools`. */
                baseName: string;
                os: "linux" | "win" | "macosx";
                /** `amd64`, `arm64`, `i386` or any other. */
                arch: string;
                /** e.g. `git`. */
                repositoryType?: string;
                repositoryUrl?: string;
                /** The commit of the extension. */
                revision: string;
                /** Not empty. Numbers sort as numbers. */
                appRevision: string;
                /** Simple HTML is kept, everything else is taken out. */
                description?: string;
                category?: string;
                tier?: number;
                iconUrl?: string;
                homepage?: string;
                /** Addresses separated by spaces. */
                screenshots?: string;
                contributors?: string;
                /** Base names separated by spaces. */
                dependency?: string;
                /** Base names separated by spaces. */
                recommends?: string;
                license?: string;
                developmentStatus?: string;
                enabled?: boolean;
                dicomSupportRule?: string;
                keywords?: string;
                /** The name under which people get it. */
                fileName: string;
                /** SHA-256, 64 lower-case hex digits. */
                sha256?: string;
                /** SHA-512, 128 lower-case hex digits. */
                sha512?: string;
                /** Default: by the file name. */
                contentType?: string;
                /** Maintainers: put other bytes in place of those of a stable release. It is shown. */
                replace?: boolean;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        /** The bytes of the file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** Publish an extension in one request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedExtension"];
                };
            };
            /** Publish an extension in one request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedExtension"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionInput"];
            };
        };
        responses: {
            /** Publish a complete upload as an extension */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedExtension"];
                };
            };
            /** Publish a complete upload as an extension */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedExtension"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                extension: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show an extension */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Extension"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                extension: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                extension: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionChange"];
            };
        };
        responses: {
            /** Change the facts of an extension */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Extension"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExtensionFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                extension: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List the current and earlier files of an extension */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilePage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    yankExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                extension: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["YankInput"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unyankExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                extension: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List who has which role in an application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Which role somebody has in an application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberInput"];
            };
        };
        responses: {
            /** Give somebody a role in an application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewNotes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotesInput"];
            };
        };
        responses: {
            /** What release notes would look like */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notes"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackages: {
        parameters: {
            query?: {
                /** Release by name, revision or id. */
                release?: string;
                stage?: "draft" | "stable";
                os?: string;
                arch?: string;
                baseName?: string;
                revision?: string;
                /** Words in name, keywords or description; best matches first. */
                q?: string;
                /** false: leave out what was yanked. */
                yanked?: boolean;
                limit?: number;
                cursor?: string;
                version?: string;
                preRelease?: boolean;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List application packages (installers) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackagePage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPackage: {
        parameters: {
            query: {
                /** e.g. `Slicer` or `SegmentTools`. */
                baseName: string;
                os: "linux" | "win" | "macosx";
                /** `amd64`, `arm64`, `i386` or any other. */
                arch: string;
                /** e.g. `git`. */
                repositoryType?: string;
                repositoryUrl?: string;
                /** Not empty. Numbers sort as numbers. */
                revision: string;
                /** e.g. `5.8.1`. */
                version: string;
                description?: string;
                preRelease?: boolean;
                /** Default: now. */
                buildDate?: string;
                /** The name under which people get it. */
                fileName: string;
                /** SHA-256, 64 lower-case hex digits. */
                sha256?: string;
                /** SHA-512, 128 lower-case hex digits. */
                sha512?: string;
                /** Default: by the file name. */
                contentType?: string;
                /** Maintainers: put other bytes in place of those of a stable release. It is shown. */
                replace?: boolean;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        /** The bytes of the file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** Publish an application package in one request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedPackage"];
                };
            };
            /** Publish an application package in one request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedPackage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackageInput"];
            };
        };
        responses: {
            /** Publish a complete upload as an application package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedPackage"];
                };
            };
            /** Publish a complete upload as an application package */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedPackage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show an application package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Package"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updatePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                package: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackageChange"];
            };
        };
        responses: {
            /** Change the facts of an application package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Package"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackageFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List the current and earlier files of an application package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilePage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    yankPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                package: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["YankInput"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unyankPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReleases: {
        parameters: {
            query?: {
                stage?: "draft" | "stable";
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List releases and drafts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasePage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseInput"];
            };
        };
        responses: {
            /** Create a stable release */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name of a release, a revision, or an id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show a release or draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name of a release, a revision, or an id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Delete a release or draft with all it holds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name of a release, a revision, or an id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseChange"];
            };
        };
        responses: {
            /** Rename, describe, pin or hide a release or draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    browseExtensions: {
        parameters: {
            query?: {
                /** Words in name, keywords or description; spelling may be off a little. */
                q?: string;
                os?: string;
                arch?: string;
                category?: string;
                /** At most this tier. */
                tier?: number;
                license?: string;
                /** Default: name, or with `q` the best matches first. */
                sort?: "name" | "newest" | "updated" | "downloads";
                /** Count them all. */
                total?: boolean;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name, revision or id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List the extensions of a release, one entry each with its builds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionSummaryPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewReleaseDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name of a release, a revision, or an id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What would go if the release or draft were deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExtensionFacets: {
        parameters: {
            query?: {
                /** Words in name, keywords or description; spelling may be off a little. */
                q?: string;
                os?: string;
                arch?: string;
                category?: string;
                /** At most this tier. */
                tier?: number;
                license?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name, revision or id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Count the extensions of a release by category, tier, licence and platform */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionFacets"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMatrix: {
        parameters: {
            query?: {
                /** Release to compare with, by name, revision or id. Default: the stable release before; without one, the draft before. */
                with?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name, revision or id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Which extension is there for which platform, compared with a release before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matrix"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportMatrix: {
        parameters: {
            query?: {
                /** Release to compare with, by name, revision or id. Default: the stable release before; without one, the draft before. */
                with?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name, revision or id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name of a release, a revision, or an id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What would move if the draft were promoted, and what is missing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    promoteDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name of a release, a revision, or an id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionInput"];
            };
        };
        responses: {
            /** Turn a draft into a stable release */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name of a release, a revision, or an id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Turn a promoted release back into a draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** Name of a release, a revision, or an id. */
                release: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionInput"];
            };
        };
        responses: {
            /** What this promotion would move; changes nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show which drafts are kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionRules"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionRules"];
            };
        };
        responses: {
            /** Say which drafts are kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionRules"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What a run by the stored rules would delete now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionRules"];
            };
        };
        responses: {
            /** What a run by other rules would delete now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Delete now what the stored rules do not keep */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runOtherRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionRules"];
            };
        };
        responses: {
            /** Delete now what other rules do not keep */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPreview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatistics: {
        parameters: {
            query?: {
                /** What to add up by. */
                by?: "total" | "day" | "month" | "kind" | "stage" | "release" | "revision" | "version" | "baseName" | "package" | "file" | "os" | "arch" | "country" | "client" | "family" | "visitorOs" | "source";
                /** First day, UTC. Default: the beginning. */
                from?: string;
                /** Last day, UTC, which is included. Default: today. */
                to?: string;
                kind?: "package" | "extension";
                /** What it was when it was downloaded. */
                stage?: "draft" | "stable";
                /** Name of a release, or revision of a draft. */
                release?: string;
                /** Application revision. */
                revision?: string;
                /** Version of an installer. */
                version?: string;
                /** e.g. `Slicer` or `SegmentTools`. */
                baseName?: string;
                /** Id of a package or extension. */
                package?: string;
                /** File name. */
                file?: string;
                /** What the file is for: `linux`, `win`, `macosx`. */
                os?: string;
                /** What the file is for. */
                arch?: string;
                /** Two capital letters; empty: not known. */
                country?: string;
                /** Kind of program that downloaded. */
                client?: "browser" | "application" | "extension-manager" | "cli" | "nas" | "script" | "bot" | "unknown";
                /** Program of the visitor, e.g. `Firefox` or `curl`. */
                family?: string;
                /** What the visitor works on, e.g. `Windows`; not what the file is for. */
                visitorOs?: string;
                /** `live`: counted here when it happened; `log`: read from access logs; `import:<series>`: numbers of an older system */
                source?: string;
                /** Count the series of older systems as well. */
                imported?: boolean;
                /** Count bots and monitoring as well. */
                bots?: boolean;
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Downloads, added up by day, release, country or another fact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportStatistics: {
        parameters: {
            query?: {
                /** What to add up by. */
                by?: "total" | "day" | "month" | "kind" | "stage" | "release" | "revision" | "version" | "baseName" | "package" | "file" | "os" | "arch" | "country" | "client" | "family" | "visitorOs" | "source";
                /** First day, UTC. Default: the beginning. */
                from?: string;
                /** Last day, UTC, which is included. Default: today. */
                to?: string;
                kind?: "package" | "extension";
                /** What it was when it was downloaded. */
                stage?: "draft" | "stable";
                /** Name of a release, or revision of a draft. */
                release?: string;
                /** Application revision. */
                revision?: string;
                /** Version of an installer. */
                version?: string;
                /** e.g. `Slicer` or `SegmentTools`. */
                baseName?: string;
                /** Id of a package or extension. */
                package?: string;
                /** File name. */
                file?: string;
                /** What the file is for: `linux`, `win`, `macosx`. */
                os?: string;
                /** What the file is for. */
                arch?: string;
                /** Two capital letters; empty: not known. */
                country?: string;
                /** Kind of program that downloaded. */
                client?: "browser" | "application" | "extension-manager" | "cli" | "nas" | "script" | "bot" | "unknown";
                /** Program of the visitor, e.g. `Firefox` or `curl`. */
                family?: string;
                /** What the visitor works on, e.g. `Windows`; not what the file is for. */
                visitorOs?: string;
                /** `live`: counted here when it happened; `log`: read from access logs; `import:<series>`: numbers of an older system */
                source?: string;
                /** Count the series of older systems as well. */
                imported?: boolean;
                /** Count bots and monitoring as well. */
                bots?: boolean;
                /** At most so many lines. Default: all. */
                limit?: number;
            };
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAppStorage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** How much an application stores, and how that grew */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppStorage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrash: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List what was deleted and can still come back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrashPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    purgeFromTrash: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreFromTrash: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Slug, id or name of the application. */
                app: string;
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** Id of an application, or the short name that it had then. */
                app?: string;
                /** `noun.verb`, e.g. `release.promote`. */
                action?: string;
                /** Login. */
                actor?: string;
                /** Id of the thing that was changed, or the name that it had then. */
                target?: string;
                since?: string;
                until?: string;
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List what was done on this server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAudit: {
        parameters: {
            query?: {
                /** Id of an application, or the short name that it had then. */
                app?: string;
                /** `noun.verb`, e.g. `release.promote`. */
                action?: string;
                /** Login. */
                actor?: string;
                /** Id of the thing that was changed, or the name that it had then. */
                target?: string;
                since?: string;
                until?: string;
                format?: "csv" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List collections */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCollection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectionInput"];
            };
        };
        responses: {
            /** Create a collection */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or name. */
                collection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show a collection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or name. */
                collection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or name. */
                collection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectionChange"];
            };
        };
        responses: {
            /** Change a collection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findFiles: {
        parameters: {
            query: {
                /** SHA-256, 64 lower-case hex digits. */
                sha256: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Which packages and extensions have or had these bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileMatchList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** Done. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** Done. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** Done. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                state?: "waiting" | "running" | "done" | "failed";
                /** `noun.verb`, e.g. `retention.run`. */
                kind?: string;
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List jobs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** How many jobs wait, run, failed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSummary"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Run a job that failed, or that waits, now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** Administrators: keys of this account. */
                account?: string;
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List API keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyInput"];
            };
        };
        responses: {
            /** Make an API key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One API key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Put a new API key in the place of another */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forgotPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordForgotten"];
            };
        };
        responses: {
            /** Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    newPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordByLink"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkUse"];
            };
        };
        responses: {
            /** Finish a registration by the link in the mail */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                q: string;
                /** Only within this application: slug, id or name. */
                app?: string;
                /** Of each group. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Search applications, releases, packages and extensions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResults"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Who one is here, and what one may do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginInput"];
            };
        };
        responses: {
            /** Sign in with login and password */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** Change one’s own name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailChange"];
            };
        };
        responses: {
            /** Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkUse"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List one’s own second factors */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyInput"];
            };
        };
        responses: {
            /** Finish adding a passkey */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSecondFactor"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    offerPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordProof"];
            };
        };
        responses: {
            /** Begin to add a passkey */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    offerTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpInput"];
            };
        };
        responses: {
            /** Begin to add an authenticator app */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpOffer"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpConfirmation"];
            };
        };
        responses: {
            /** Finish adding an authenticator app */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSecondFactor"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordProof"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordProof"];
            };
        };
        responses: {
            /** Make new recovery codes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List where one is signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Whether everything the server needs answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSiteSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show the settings of the site */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteSettings"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSiteSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteSettingsChange"];
            };
        };
        responses: {
            /** Change the settings of the site */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteSettings"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStorageUse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** How much each application stores, and how that grew */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorageUse"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSpkRepository: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The Synology repository as a whole, and what the caller is there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkRepository"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSpkArchitectures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List architectures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkCodeList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSpkArchitecture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkCode"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSpkArchitecture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSpkBuilds: {
        parameters: {
            query?: {
                /** In the name of the package. */
                q?: string;
                arch?: string;
                /** Least version: `7` or `7.1`. */
                firmware?: string;
                /** Id or login. */
                publisher?: string;
                active?: boolean;
                signed?: boolean;
                beta?: boolean;
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List builds of all packages one looks after */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkBuildPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnSpkBuilds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkBuildAction"];
            };
        };
        responses: {
            /** Activate, deactivate, sign, unsign, verify, read again or delete builds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkBuildResults"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSpkFirmwares: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List firmwares of DSM and SRM */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkFirmwareList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSpkFirmware: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkFirmware"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSpkFirmware: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                build: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSpkKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List the keys of the ring */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkKeyList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSpkKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkKeyInput"];
            };
        };
        responses: {
            /** Make a key to sign with */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkKey"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importSpkKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkKeyImport"];
            };
        };
        responses: {
            /** Import a key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkKey"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signSpksAnew: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Sign what other keys signed with the key that signs now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkSignAnew"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retireSpkKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Fingerprint, or its last digits, at least 8. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Do not offer this key to devices any more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkKey"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    useSpkKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Fingerprint, or its last digits, at least 8. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Sign with this key from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkKey"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSpkLanguages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List languages of devices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkLanguageList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSpkLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkLanguage"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSpkLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSpkOverview: {
        parameters: {
            query?: {
                /** For what has most. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What there is to look after, and what of it was downloaded most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkOverview"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSpkPackages: {
        parameters: {
            query?: {
                /** In names, display names and descriptions. */
                q?: string;
                category?: string;
                /** Has an active build for it, or for `noarch`. */
                arch?: string;
                /** active: has an active build; archived: has none; pending: for package administrators. */
                status?: "active" | "archived" | "pending" | "all";
                /** Only packages that the caller maintains. */
                maintainer?: "me";
                language?: string;
                /** Page size. */
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List Synology packages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkPackagePage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSpkPackage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkPackageInput"];
            };
        };
        responses: {
            /** Add a Synology package before its first upload */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkPackageDetail"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSpkPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of the package. */
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show a Synology package with all versions and builds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkPackageDetail"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSpkPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of the package. */
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSpkPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of the package. */
                package: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkPackageChange"];
            };
        };
        responses: {
            /** Change author, maintainers and category of a Synology package, or approve it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkPackageDetail"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainSpk: {
        parameters: {
            query: {
                arch: string;
                /** Firmware build, e.g. 64570. */
                build: string;
                language?: string;
                /** Of the firmware; inferred when it is not given. */
                major?: string;
                channel?: "stable" | "beta";
            };
            header?: never;
            path: {
                /** Name of the package. */
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Why a device gets what it gets of a package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkExplanation"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSpkScreenshot: {
        parameters: {
            query: {
                fileName: string;
            };
            header?: never;
            path: {
                /** Name of the package. */
                package: string;
            };
            cookie?: never;
        };
        /** The picture: PNG, JPEG, GIF or WebP. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** Add a screenshot to a Synology package */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        path: string;
                    };
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSpkScreenshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of the package. */
                package: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSpkStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of the package. */
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Downloads of a Synology package in the last 90 days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkStatistics"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSpkVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of the package. */
                package: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRefusedSpkDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List what devices said they are, and no table knows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkRefusedDeviceList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSpkRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List developers and package administrators */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkMemberList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setSpkRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkRoleInput"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clearSpkRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id or login. */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSpkServices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List services that packages can depend on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkCodeList"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSpkService: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpkCode"];
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSpkService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askSpkStatistics: {
        parameters: {
            query?: {
                /** What to add up by. */
                by?: "total" | "day" | "month" | "kind" | "stage" | "release" | "revision" | "version" | "baseName" | "package" | "file" | "os" | "arch" | "country" | "client" | "family" | "visitorOs" | "source";
                /** First day, UTC. Default: the beginning. */
                from?: string;
                /** Last day, UTC, which is included. Default: today. */
                to?: string;
                kind?: "package" | "extension";
                /** What it was when it was downloaded. */
                stage?: "draft" | "stable";
                /** Name of a release, or revision of a draft. */
                release?: string;
                /** Application revision. */
                revision?: string;
                /** Version of an installer. */
                version?: string;
                /** e.g. `Slicer` or `SegmentTools`. */
                baseName?: string;
                /** Id of a package or extension. */
                package?: string;
                /** File name. */
                file?: string;
                /** What the file is for: `linux`, `win`, `macosx`. */
                os?: string;
                /** What the file is for. */
                arch?: string;
                /** Two capital letters; empty: not known. */
                country?: string;
                /** Kind of program that downloaded. */
                client?: "browser" | "application" | "extension-manager" | "cli" | "nas" | "script" | "bot" | "unknown";
                /** Program of the visitor, e.g. `Firefox` or `curl`. */
                family?: string;
                /** What the visitor works on, e.g. `Windows`; not what the file is for. */
                visitorOs?: string;
                /** `live`: counted here when it happened; `log`: read from access logs; `import:<series>`: numbers of an older system */
                source?: string;
                /** Count the series of older systems as well. */
                imported?: boolean;
                /** Count bots and monitoring as well. */
                bots?: boolean;
                limit?: number;
                /** The `cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Downloads of Synology packages, added up by day, package, device architecture or another fact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportSpkStatistics: {
        parameters: {
            query?: {
                /** What to add up by. */
                by?: "total" | "day" | "month" | "kind" | "stage" | "release" | "revision" | "version" | "baseName" | "package" | "file" | "os" | "arch" | "country" | "client" | "family" | "visitorOs" | "source";
                /** First day, UTC. Default: the beginning. */
                from?: string;
                /** Last day, UTC, which is included. Default: today. */
                to?: string;
                kind?: "package" | "extension";
                /** What it was when it was downloaded. */
                stage?: "draft" | "stable";
                /** Name of a release, or revision of a draft. */
                release?: string;
                /** Application revision. */
                revision?: string;
                /** Version of an installer. */
                version?: string;
                /** e.g. `Slicer` or `SegmentTools`. */
                baseName?: string;
                /** Id of a package or extension. */
                package?: string;
                /** File name. */
                file?: string;
                /** What the file is for: `linux`, `win`, `macosx`. */
                os?: string;
                /** What the file is for. */
                arch?: string;
                /** Two capital letters; empty: not known. */
                country?: string;
                /** Kind of program that downloaded. */
                client?: "browser" | "application" | "extension-manager" | "cli" | "nas" | "script" | "bot" | "unknown";
                /** Program of the visitor, e.g. `Firefox` or `curl`. */
                family?: string;
                /** What the visitor works on, e.g. `Windows`; not what the file is for. */
                visitorOs?: string;
                /** `live`: counted here when it happened; `log`: read from access logs; `import:<series>`: numbers of an older system */
                source?: string;
                /** Count the series of older systems as well. */
                imported?: boolean;
                /** Count bots and monitoring as well. */
                bots?: boolean;
                /** At most so many lines. Default: all. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadSpk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of the SPK. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** Upload a Synology package */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpkUploaded"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCountingRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What counts as a download */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountingRules"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeletedApps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** List deleted applications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrashPage"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A piece of the file, as application/offset+octet-stream. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** Begin a resumable upload */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUploadCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Show an upload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appendUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** 24 lower-case hex digits. */
                upload: string;
            };
            cookie?: never;
        };
        /** A piece of the file, as application/offset+octet-stream. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** What is wrong, and what would be right. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

/** What the server says is wrong, in a word that never changes its meaning. */
export type ProblemCode =
    | "invalid_input"
    | "template_invalid"
    | "cursor_invalid"
    | "size_mismatch"
    | "digest_mismatch"
    | "login_required"
    | "login_failed"
    | "second_factor_required"
    | "code_wrong"
    | "key_invalid"
    | "forbidden"
    | "cross_origin"
    | "read_only"
    | "registration_closed"
    | "account_waiting"
    | "route_not_found"
    | "account_not_found"
    | "key_not_found"
    | "session_not_found"
    | "factor_not_found"
    | "collection_not_found"
    | "app_not_found"
    | "member_not_found"
    | "release_not_found"
    | "package_not_found"
    | "extension_not_found"
    | "file_not_found"
    | "spk_not_found"
    | "upload_not_found"
    | "trash_not_found"
    | "job_not_found"
    | "method_not_allowed"
    | "name_taken"
    | "not_waiting"
    | "revision_taken"
    | "bytes_differ"
    | "not_a_draft"
    | "not_a_release"
    | "nothing_to_promote"
    | "cannot_undo"
    | "cannot_restore"
    | "last_owner"
    | "mail_off"
    | "job_busy"
    | "upload_incomplete"
    | "upload_offset"
    | "conflict"
    | "spk_conflict"
    | "spk_state"
    | "link_invalid"
    | "version_unsupported"
    | "too_large"
    | "media_type_unsupported"
    | "spk_invalid"
    | "upload_locked"
    | "rate_limited"
    | "checksum_mismatch"
    | "internal"
    | "unavailable"
    | "storage_full";
