using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>An analyzer as the engine runs it, whatever it produces.</summary>
public abstract class RegisteredAnalyzer
{
    private RegisteredAnalyzer() { }

    /// <summary>What the analyzer says of itself.</summary>
    public abstract AnalyzerInfo Info { get; }

    /// <summary>Registers an analyzer whose result this project's JSON knows.</summary>
    public static RegisteredAnalyzer Of<TResult>(IAnalyzer<TResult> analyzer)
        where TResult : class => Of(analyzer, (JsonTypeInfo<TResult>)AnalysisJson.Default.GetTypeInfo(typeof(TResult))!);

    /// <summary>Registers an analyzer whose result is written by the type information given.</summary>
    public static RegisteredAnalyzer Of<TResult>(IAnalyzer<TResult> analyzer, JsonTypeInfo<TResult> json)
        where TResult : class => new Typed<TResult>(analyzer, json);

    /// <summary>Runs the analyzer on a region. Never throws but when <paramref name="cancellationToken"/> is set: whatever happens becomes a record.</summary>
    /// <returns>What is stored, and the outcome for those who consume it.</returns>
    internal abstract Task<AnalyzerRun> RunAsync(RegionContext region, CancellationToken cancellationToken);

    /// <summary>A run that is known from a stored record, for those who consume it.</summary>
    internal abstract AnalyzerRun Recall(AnalyzerRecord record);

    private sealed class Typed<TResult>(IAnalyzer<TResult> analyzer, JsonTypeInfo<TResult> json) : RegisteredAnalyzer
        where TResult : class
    {
        public override AnalyzerInfo Info => analyzer.Info;

        internal override async Task<AnalyzerRun> RunAsync(RegionContext region, CancellationToken cancellationToken)
        {
            long start = Stopwatch.GetTimestamp();
            Outcome<TResult> outcome = await OutcomeAsync(region, cancellationToken);
            AnalyzerRecord record = Record(outcome, region, out outcome);
            return new AnalyzerRun(record with { ElapsedMs = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds }, outcome);
        }

        internal override AnalyzerRun Recall(AnalyzerRecord record)
        {
            Outcome<TResult> outcome = record switch
            {
                { Status: OutcomeStatus.Ok, Result: { } result } => Outcome<TResult>.Of(result.Deserialize(json)!) with
                {
                    Reasons = record.Reasons,
                },
                { Status: OutcomeStatus.Failed } => new Outcome<TResult>.Failed(record.Error!),
                _ => new Outcome<TResult>.Skipped(record.Error!),
            };
            return new AnalyzerRun(record, outcome);
        }

        private async Task<Outcome<TResult>> OutcomeAsync(RegionContext region, CancellationToken cancellationToken)
        {
            TimeSpan limit = Info.TimeLimit + (Info.TimeLimitPerAudioSecond * (region.EndSeconds - region.StartSeconds));
            using var timeLimit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeLimit.CancelAfter(limit);
            try
            {
                // WaitAsync leaves an analyzer behind that doesn't listen to its token: the rest of the file must not wait for it.
                return await Task.Run(() => analyzer.AnalyzeAsync(region, timeLimit.Token), timeLimit.Token).WaitAsync(timeLimit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return Outcome<TResult>.Fail(
                    AnalysisErrorCode.TimedOut,
                    $"{Info.Name} took longer than {limit.TotalSeconds:0} s on {region.Describe()}; analyse the file again with less running beside it, or report it"
                );
            }
            catch (OperationCanceledException)
            {
                throw;
            }
#pragma warning disable CA1031 // The first wall: a bug of an analyzer ends that analyzer on that region and nothing more.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                return Outcome<TResult>.Fail(
                    AnalysisErrorCode.AnalyzerFailed,
                    $"{Info.Name} failed on {region.Describe()}: {OneLine(exception)}; all other results stand, please report it"
                );
            }
        }

        private AnalyzerRecord Record(Outcome<TResult> outcome, RegionContext region, out Outcome<TResult> checkedOutcome)
        {
            checkedOutcome = outcome;
            var record = new AnalyzerRecord
            {
                Status = OutcomeStatus.Ok,
                Version = Info.Version,
                Inputs = region.InputsOf(Info),
            };
            switch (outcome)
            {
                case Outcome<TResult>.Ok ok:
                    try
                    {
                        return record with
                        {
                            Result = JsonSerializer.SerializeToElement(ok.Value, json),
                            Reasons = ok.Reasons,
                            Inputs = record.Inputs.SetItems(
                                ok.Substituted.Select(name => KeyValuePair.Create(name, InputStatus.Substitute))
                            ),
                        };
                    }
                    catch (ArgumentException exception)
                    {
                        // The JSON writer refuses NaN and infinities: such a result is a bug of the analyzer.
                        var error = new AnalysisError(
                            AnalysisErrorCode.InvalidResult,
                            $"{Info.Name} gave an invalid result on {region.Describe()}: {OneLine(exception)}; please report it"
                        );
                        checkedOutcome = new Outcome<TResult>.Failed(error);
                        return record with { Status = OutcomeStatus.Failed, Error = error };
                    }

                case Outcome<TResult>.Failed failed:
                    return record with { Status = OutcomeStatus.Failed, Error = failed.Error };
                case Outcome<TResult>.Skipped skipped:
                    return record with { Status = OutcomeStatus.Skipped, Error = skipped.Reason };
                default:
                    throw new UnreachableException();
            }
        }

        private static string OneLine(Exception exception) => $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
    }
}
