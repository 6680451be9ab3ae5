using System.ComponentModel;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>The last lines of the log.</summary>
internal static class LogEndpoints
{
    private const int UsualMost = 200;

    /// <summary>Adds the endpoint.</summary>
    public static void MapLogs(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/logs", List)
            .WithTags("System")
            .WithSummary("The last lines of the log, the newest last")
            .WithDescription($"The last {LogMemory.Most} lines since the server was started are kept; all of them go to standard error.")
            .ProducesProblem(400)
            .WithExample(
                200,
                """[{"time": "2026-11-28T10:00:00+00:00", "level": "information", "source": "JobQueue", "message": "Job 3 has ended: Done"}]"""
            );

    private static Results<Ok<IReadOnlyList<LogLine>>, ProblemHttpResult> List(
        LogMemory log,
        [Description("How many lines, 1 to 1000")] int most = UsualMost,
        [Description("This level and graver ones: debug, information, warning, error or critical")] string level = "information"
    ) =>
        most is < 1 or > LogMemory.Most || !Enum.TryParse(level, ignoreCase: true, out LogLevel least) || !char.IsLetter(level[0])
            ? Problem.Of(
                400,
                ProblemCodes.BadRequest,
                $"most is 1 to {LogMemory.Most}, and level one of debug, information, warning, error, critical"
            )
            : TypedResults.Ok(log.Last(most, least));
}
