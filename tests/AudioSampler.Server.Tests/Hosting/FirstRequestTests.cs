using System.Collections.Concurrent;
using System.Diagnostics;
using AudioSampler.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AudioSampler.Server.Tests.Hosting;

public class FirstRequestTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task The_server_asks_itself_before_its_user_does(string host)
    {
        using var folder = new TempFolder();
        var seen = new ConcurrentBag<(string Path, int Status)>();
        await using WebApplication app = SamplerServer.Create(
            new ServerOptions
            {
                Host = host,
                Port = 0,
                DataFolder = folder.Path,
                ApiKey = host == "127.0.0.1" ? null : "a key of at least sixteen characters",
            },
            builder => builder.Services.AddSingleton<IStartupFilter>(new Recorder(seen))
        );
        await app.StartAsync(TestContext.Current.CancellationToken);

        long start = Stopwatch.GetTimestamp();
        while (seen.All(s => s.Path != "/api/tags") && Stopwatch.GetElapsedTime(start) < s_patience)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Contains("/ui/", seen.Select(s => s.Path));
        Assert.Contains(("/health", 200), seen);
        Assert.Contains(("/api/tags", 200), seen);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Recorder(ConcurrentBag<(string Path, int Status)> seen) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (context, rest) =>
                    {
                        await rest(context);
                        seen.Add((context.Request.Path.Value!, context.Response.StatusCode));
                    }
                );
                next(app);
            };
    }
}
