using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioSampler.Faults.Plugin;

/// <summary>What an analyzer is to do where: its part of <c>AIS_FAULT</c>.</summary>
/// <remarks>
/// <c>AIS_FAULT</c> is a list of <c>ANALYZER=DEED[@rN][%P]</c> with semicolons between. <c>@rN</c> means on the region of index N alone; <c>%P</c> means with
/// probability P, decided by <c>AIS_FAULT_SEED</c>, the names of analyzer and file, and the region: the same in every process. The first that applies is done.
/// A deed that begins with <c>load_</c> is done while the plugin is loaded.
/// </remarks>
internal sealed partial class FaultPlan
{
    private const int MatchMs = 1000;
    private const string LoadPrefix = "load_";

    private readonly string _analyzer;
    private readonly string _seed;
    private readonly List<Step> _steps = [];

    private FaultPlan(string analyzer, string faults, string seed)
    {
        _analyzer = analyzer;
        _seed = seed;
        foreach (string fault in faults.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Match match = Form().Match(fault);
            if (!match.Success)
            {
                throw new FormatException($"AIS_FAULT: '{fault}' is not ANALYZER=DEED[@rN][%P]");
            }

            if (match.Groups["analyzer"].Value == analyzer)
            {
                _steps.Add(
                    new Step(
                        match.Groups["deed"].Value,
                        match.Groups["region"] is { Success: true } region ? int.Parse(region.Value, CultureInfo.InvariantCulture) : null,
                        match.Groups["share"] is { Success: true } share ? double.Parse(share.Value, CultureInfo.InvariantCulture) : 1
                    )
                );
            }
        }
    }

    public static FaultPlan FromEnvironment(string analyzer) =>
        new(
            analyzer,
            Environment.GetEnvironmentVariable("AIS_FAULT") ?? string.Empty,
            Environment.GetEnvironmentVariable("AIS_FAULT_SEED") ?? string.Empty
        );

    /// <summary>What is to be done on a region.</summary>
    public string On(string file, int region) =>
        _steps
            .Find(step =>
                !step.Deed.StartsWith(LoadPrefix, StringComparison.Ordinal)
                && (step.Region ?? region) == region
                && Draw(file, region) < step.Share
            )
            ?.Deed
        ?? "ok";

    /// <summary>Does what is to be done while the plugin is loaded.</summary>
    public void WhileLoaded()
    {
        foreach (Step step in _steps.Where(step => step.Deed.StartsWith(LoadPrefix, StringComparison.Ordinal)))
        {
            Deeds.DoAsync(step.Deed[LoadPrefix.Length..], CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    /// <summary>Whether something is to be done at some time.</summary>
    public bool Has(string deed) => _steps.Exists(step => step.Deed == deed);

    /// <summary>From 0 to 1, by FNV-1a over all that decides: string hashes of .NET differ from process to process.</summary>
    private double Draw(string file, int region)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in $"{_seed}/{_analyzer}/{file}/{region}")
        {
            hash = (hash ^ c) * 1099511628211;
        }

        // The high bits of FNV hardly depend on the last characters: mix once more.
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15;
        return (hash >> 11) / (double)(1UL << 53);
    }

    [GeneratedRegex(@"^(?<analyzer>\w+)=(?<deed>\w+)(@r(?<region>\d+))?(%(?<share>[\d.]+))?$", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex Form();

    private sealed record Step(string Deed, int? Region, double Share);
}
