using AudioSampler.Plugins.Contract;

namespace AudioSampler.Faults.Plugin;

/// <summary>An analyzer that does on each region what <c>AIS_FAULT</c> says, and else gives a small result.</summary>
/// <typeparam name="TResult">Its result, made of a level.</typeparam>
public abstract class FaultyAnalyzer<TResult> : IAnalyzer<TResult>, IDisposable
    where TResult : class
{
    private const int MeasuredSamples = 4096;
    private const double OutOfRange = 7;

    private readonly FaultPlan _plan;

    protected FaultyAnalyzer(string name)
    {
        Info = Describe(name);
        _plan = FaultPlan.FromEnvironment(name);
        _plan.WhileLoaded();
    }

    protected FaultyAnalyzer(string name, Type consumed)
        : this(name) => Info = Info with { Consumes = [consumed] };

    public AnalyzerInfo Info { get; }

    public async Task<Outcome<TResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        string fault = _plan.On(region.File.Name, region.Index);
        switch (fault)
        {
            case "null":
                return null!;
            case "nan":
                return Succeed(Without(region), double.NaN);
            case "wrong_type":
                return Succeed(Without(region), OutOfRange);
            case "ok" or "dispose_deadlock":
                break;
            default:
                await Deeds.DoAsync(fault, cancellationToken);
                break;
        }

        return Succeed(region, Level(region));
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (_plan.Has("dispose_deadlock"))
        {
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>The result for a level, or for one that a consumed result states.</summary>
    protected abstract Outcome<TResult>.Ok Succeed(IRegionContext region, double level);

    private static AnalyzerInfo Describe(string name) =>
        new()
        {
            Name = name,
            Version = "1.0",
            Description = "fails on command",
            Produces = typeof(TResult),
            Signals = [SignalKind.Analysis],
            TimeLimit = TimeSpan.FromSeconds(3),
            TimeLimitPerAudioSecond = TimeSpan.Zero,
        };

    private static double Level(IRegionContext region)
    {
        float[] samples = new float[MeasuredSamples];
        int read = region.Signal(SignalKind.Analysis).Read(0, samples);
        double sum = 0;
        foreach (float sample in samples.AsSpan(0, read))
        {
            sum += Math.Abs(sample);
        }

        return read == 0 ? 0 : Math.Round(Math.Min(1, sum / read), 6);
    }

    /// <summary>A region that says of every consumed result that there is none, so that the level given is taken.</summary>
    private static BareRegion Without(IRegionContext region) => new(region);
}
