namespace AudioSampler.Faults;

/// <summary>What the samples give when nothing goes wrong.</summary>
public sealed class Undisturbed : IAsyncLifetime
{
    private Analysed? _all;

    /// <summary>All samples.</summary>
    public Analysed AllSamples => _all!;

    /// <summary>The two samples that most tests look at.</summary>
    public Analysed Documents =>
        AllSamples with
        {
            Documents = new(
                AllSamples.Documents.Where(d => d.Key is "session.ogg" or "note.flac").ToDictionary(StringComparer.Ordinal),
                StringComparer.Ordinal
            ),
        };

    public async ValueTask InitializeAsync()
    {
        using var sampler = new Sampler();
        _all = await sampler.AnalyzeAsync("fault_a=ok", Sampler.Samples);
        Assert.True(_all.Run.ExitCode == 0, _all.Run.Error);
        Assert.All(_all.Of("fault_a"), a => Assert.Equal("ok", (string?)a.Record["status"]));
        await sampler.AssertNothingIsLeftAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
