namespace AudioSampler.Server.Problems;

/// <summary>Codes of problem documents that only this interface gives, besides those of analyses. <c>docs/errors.md</c> is made from here.</summary>
public static class ProblemCodes
{
    /// <summary>The request makes no sense: JSON that is none, a value of the wrong kind, a name that does not exist.</summary>
    /// <remarks>The detail says what is wrong, and <c>/docs</c> what the endpoint takes.</remarks>
    public const string BadRequest = "bad_request";

    /// <summary>The path is empty, or not absolute.</summary>
    /// <remarks>Send the absolute path of a file or folder.</remarks>
    public const string BadPath = "bad_path";

    /// <summary>The search or its order is not understood.</summary>
    /// <remarks>The detail names the place, as do <c>position</c> and <c>length</c>; the grammar stands in <c>docs/search.md</c>.</remarks>
    public const string BadQuery = "bad_query";

    /// <summary>There is no such page or page size.</summary>
    /// <remarks>Count pages from 1, with 1 to 500 rows each.</remarks>
    public const string BadPage = "bad_page";

    /// <summary>A tag, rating, name, note or correction makes no sense, or it is not said what to put it on.</summary>
    /// <remarks>The detail says what is wrong with it.</remarks>
    public const string BadMark = "bad_mark";

    /// <summary>A search by ear makes no sense: an aspect, a weight or a number of a region that is none.</summary>
    /// <remarks>The detail says what is wrong with it.</remarks>
    public const string BadSimilarity = "bad_similarity";

    /// <summary>A setting makes no sense: there is none of that name, or not with that value.</summary>
    /// <remarks>The detail says what is wrong with it, and <c>GET /api/settings</c> which there are.</remarks>
    public const string BadSetting = "bad_setting";

    /// <summary>An export makes no sense: nothing to export, an odd format or template, or too much at once.</summary>
    /// <remarks>The detail says what is wrong with it.</remarks>
    public const string BadExport = "bad_export";

    /// <summary>The regions of the file are being cut anew, or are cut so already.</summary>
    /// <remarks>Wait until the job has ended, and ask for the regions again.</remarks>
    public const string BeingCut = "being_cut";

    /// <summary>A model could not be fetched from its publisher, or is not what its publisher gave.</summary>
    /// <remarks>The detail says why. The model in use stays so.</remarks>
    public const string ModelNotFetched = "model_not_fetched";

    /// <summary>There is something else of that name.</summary>
    /// <remarks>Choose another name.</remarks>
    public const string NameTaken = "name_taken";

    /// <summary>What an entry of the history is about was changed since, so that it can't be undone or done again.</summary>
    /// <remarks>The detail says what was changed: undo that first.</remarks>
    public const string ChangedSince = "changed_since";

    /// <summary>There is no waveform of that resolution.</summary>
    /// <remarks>The detail says which there are.</remarks>
    public const string BadResolution = "bad_resolution";

    /// <summary>The part of the sound that was asked for is not there.</summary>
    /// <remarks>Ask for bytes inside the length that the answer states.</remarks>
    public const string BadRange = "bad_range";

    /// <summary>The sound is not the one that the caller has a part of.</summary>
    /// <remarks>Ask for it from the start, without <c>If-Match</c> or <c>If-Unmodified-Since</c>.</remarks>
    public const string AnotherSound = "another_sound";

    /// <summary>There is no analyzer of that name.</summary>
    /// <remarks><c>/plugins</c> lists them.</remarks>
    public const string UnknownAnalyzer = "unknown_analyzer";

    /// <summary>The path does not lie under a root, with symbolic links resolved. Whether anything stands there is not told.</summary>
    /// <remarks>Add its folder with <c>ais serve --root DIR</c>, or analyse it once from the command line.</remarks>
    public const string OutsideRoots = "outside_roots";

    /// <summary>The job has ended, or another program works on it.</summary>
    /// <remarks><c>GET /jobs/{id}</c> says how it stands.</remarks>
    public const string NotPausable = "not_pausable";

    /// <summary>The job has not ended, or none of its files failed.</summary>
    /// <remarks>Wait until it has ended; <c>GET /jobs/{id}</c> says how it stands.</remarks>
    public const string NothingToRetry = "nothing_to_retry";

    /// <summary>The catalogue knows the file, but it is not there now.</summary>
    /// <remarks>Bring the drive or the file back, or analyse it where it is.</remarks>
    public const string Missing = "missing";

    /// <summary>The request came under a host name that is not served.</summary>
    /// <remarks>Use 127.0.0.1 or localhost.</remarks>
    public const string WrongHost = "wrong_host";

    /// <summary>The request came from a page of another origin.</summary>
    /// <remarks>Call from a program, or from the page of this server.</remarks>
    public const string WrongOrigin = "wrong_origin";

    /// <summary>The server asks for its key, and the request has none or another.</summary>
    /// <remarks>Send it in the header <c>X-API-Key</c>, or log in with it at <c>/login</c>.</remarks>
    public const string KeyMissing = "key_missing";

    /// <summary>That was tried too often.</summary>
    /// <remarks>Wait a minute.</remarks>
    public const string TooMany = "too_many";

    /// <summary>The page was not built.</summary>
    /// <remarks>Install Node 20 or newer and start by <c>./ais</c>.</remarks>
    public const string PageMissing = "page_missing";

    /// <summary>The endpoint does not take that method.</summary>
    /// <remarks><c>/docs</c> lists those that it takes.</remarks>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The body of the request is larger than the server takes.</summary>
    /// <remarks>Analyse large files by their paths, under a root.</remarks>
    public const string TooLarge = "too_large";

    /// <summary>The body is not of the kind that the endpoint takes, or does not say so.</summary>
    /// <remarks>Send <c>Content-Type: application/json</c>, or for sounds <c>multipart/form-data</c> or <c>audio/*</c>.</remarks>
    public const string UnsupportedMediaType = "unsupported_media_type";
}
