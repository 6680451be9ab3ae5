namespace AudioSampler.Server.Uploads;

/// <summary>An upload that can't be taken.</summary>
/// <param name="status">Status of the answer.</param>
/// <param name="code">Code of the problem.</param>
/// <param name="message">One line, with the remedy.</param>
#pragma warning disable CA1064 // never leaves this project: the endpoints make problems of it
internal sealed class UploadException(int status, string code, string message) : Exception(message)
#pragma warning restore CA1064
{
    /// <summary>Status of the answer.</summary>
    public int Status => status;

    /// <summary>Code of the problem.</summary>
    public string Code => code;
}
