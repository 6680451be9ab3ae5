namespace AudioSampler.Conformance;

/// <summary>One line a check, and a last one that counts.</summary>
internal sealed class Report(TextWriter output)
{
    /// <summary>Checks that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Checks that passed.</summary>
    public int Passed { get; private set; }

    public void Pass(string check, string? detail = null)
    {
        Passed++;
        Write("ok    ", check, detail);
    }

    public void Fail(string check, string why)
    {
        Failed++;
        Write("FAILED", check, why);
    }

    /// <summary>Something that is no fault, but that the author may not have meant.</summary>
    public void Note(string check, string what) => Write("note  ", check, what);

    public void Conclude() => output.WriteLine($"{Passed} passed, {Failed} failed");

    private void Write(string mark, string check, string? detail) =>
        output.WriteLine((detail is null ? $"{mark} {check}" : $"{mark} {check}: {detail}").ReplaceLineEndings(" "));
}
