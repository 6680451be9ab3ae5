using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using AudioSampler.Server.Events;
using AudioSampler.Server.Models;
using AudioSampler.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AudioSampler.Server.Tests.Events;

public sealed class EventTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Jobs_and_changes_are_heard_and_what_was_missed_is_heard_again()
    {
        await server.Client.GetAsync("/plugins");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var connected = new TaskCompletionSource();
        Task<List<SseItem<string>>> listening = HearAsync(
            "/events",
            null,
            heard => heard.Any(IsEnd) && heard.Any(e => e.EventType == "catalogue"),
            patience.Token,
            connected
        );
        await connected.Task.WaitAsync(patience.Token);
        await server.Client.PostAsJsonAsync("/analyze", new { file_path = server.Sounds, options = new { force = true } }, patience.Token);

        List<SseItem<string>> heard = await listening;

        Assert.All(heard.Where(e => e.EventType is not "heartbeat"), e => Assert.NotNull(e.EventId));
        Assert.Contains(heard, e => e.EventType == "catalogue" && Json(e).GetProperty("results").GetBoolean());
        SseItem<string> first = heard[0];
        Assert.Equal("hello", first.EventType);
        long job = Json(heard.First(IsEnd)).GetProperty("id").GetInt64();

        List<SseItem<string>> again = await HearAsync("/events", first.EventId, events => events.Any(IsEnd), patience.Token);
        Assert.Equal("hello", again[0].EventType);
        Assert.Equal(
            heard.Skip(1).TakeWhile(e => !IsEnd(e)).Where(e => e.EventType != "heartbeat").Select(e => e.Data),
            again.Skip(1).TakeWhile(e => !IsEnd(e)).Select(e => e.Data)
        );

        List<SseItem<string>> own = await HearAsync($"/jobs/{job}/events", first.EventId, events => events.Any(IsEnd), patience.Token);
        Assert.All(own.Skip(1), e => Assert.Equal(job, Json(e).GetProperty("id").GetInt64()));

        List<SseItem<string>> lost = await HearAsync("/events", "another-run-7", events => events.Count > 0, patience.Token);
        Assert.Equal("reset", lost[0].EventType);
    }

    [Fact]
    public async Task A_job_that_is_none_has_no_events()
    {
        (int status, string code, _) = await ServerFixture.ProblemAsync(await server.Client.GetAsync("/jobs/999999/events"));

        Assert.Equal((404, "not_found"), (status, code));
    }

    [Fact]
    public async Task A_mark_is_heard()
    {
        long file = await server.AnalyzeAsync("tone.wav");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var connected = new TaskCompletionSource();
        Task<List<SseItem<string>>> listening = HearAsync(
            "/events",
            null,
            heard => heard.Any(e => e.EventType == "catalogue"),
            patience.Token,
            connected
        );
        await connected.Task.WaitAsync(patience.Token);
        await server.Client.PutAsync($"/api/files/{file}/tags/heard", null, patience.Token);

        SseItem<string> change = (await listening).First(e => e.EventType == "catalogue");

        Assert.True(Json(change).GetProperty("marks").GetBoolean());
        Assert.False(Json(change).GetProperty("results").GetBoolean());
    }

    [Fact]
    public async Task A_download_is_heard()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var connected = new TaskCompletionSource();
        Task<List<SseItem<string>>> listening = HearAsync(
            "/events",
            null,
            heard => heard.Any(e => e.EventType == "model"),
            patience.Token,
            connected
        );
        await connected.Task.WaitAsync(patience.Token);
        server.Services.GetRequiredService<EventHub>().Tell(new ModelFetch("passt-s", 12, null));

        JsonElement fetch = Json((await listening).First(e => e.EventType == "model"));

        Assert.Equal("passt-s", fetch.GetProperty("name").GetString());
        Assert.Equal(12, fetch.GetProperty("bytes").GetInt64());
        Assert.Equal(JsonValueKind.Null, fetch.GetProperty("of").ValueKind);
    }

    private async Task<List<SseItem<string>>> HearAsync(
        string path,
        string? last,
        Predicate<List<SseItem<string>>> enough,
        CancellationToken cancellationToken,
        TaskCompletionSource? connected = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        using HttpResponseMessage response = await server.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var heard = new List<SseItem<string>>();
        await foreach (
            SseItem<string> item in SseParser
                .Create(await response.Content.ReadAsStreamAsync(cancellationToken))
                .EnumerateAsync(cancellationToken)
        )
        {
            connected?.TrySetResult();
            heard.Add(item);
            if (enough(heard))
            {
                break;
            }
        }

        return heard;
    }

    private static bool IsEnd(SseItem<string> item) =>
        item.EventType == "job" && Json(item).GetProperty("ended_at").ValueKind == JsonValueKind.String;

    private static JsonElement Json(SseItem<string> item) => JsonSerializer.Deserialize<JsonElement>(item.Data);
}
