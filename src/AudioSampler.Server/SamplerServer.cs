using System.Net;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Json;
using AudioSampler.Server.Endpoints;
using AudioSampler.Server.Events;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Json;
using AudioSampler.Server.Metrics;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using AudioSampler.Server.Views;
using AudioSampler.Server.Watching;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.FileProviders;

namespace AudioSampler.Server;

/// <summary>The HTTP service and the page: one screen that shows how it is put together.</summary>
public static class SamplerServer
{
    /// <summary>Makes the service; run it with <c>RunAsync</c>.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="configure">Changes the host before it is built, for tests; may be null.</param>
    /// <exception cref="ArgumentException">The options make no sense; the message lists all that is wrong.</exception>
    public static WebApplication Create(ServerOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Parse(options.Host), options.Port);
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("AudioSampler", LogLevel.Information);

        // That the server can't start (a port that is taken) is told by who starts it, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        builder.Services.AddSingleton<LogMemory>().AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogMemory>());
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<EngineRoom>().AddHostedService(services => services.GetRequiredService<EngineRoom>());
        builder.Services.AddSingleton<JobQueue>().AddHostedService(services => services.GetRequiredService<JobQueue>());
        builder.Services.AddHostedService<CatalogueKeeper>();
        builder.Services.AddHostedService<FirstRequest>();
        builder.Services.AddSingleton<FolderWatches>().AddHostedService(services => services.GetRequiredService<FolderWatches>());
        builder.Services.AddSingleton(new Sessions(options.ApiKey));
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddFixedWindowLimiter(
                LoginEndpoints.Limit,
                window =>
                {
                    window.PermitLimit = 10;
                    window.Window = TimeSpan.FromMinutes(1);
                }
            );
        });
        builder.Services.AddSingleton<EventHub>().AddHostedService(services => services.GetRequiredService<EventHub>());
        builder.Services.AddSingleton(services => new RootGuard(async token =>
        {
            Catalogue catalogue = await services.GetRequiredService<EngineRoom>().CatalogueAsync(token);
            return [.. await catalogue.ListRootsAsync(token), catalogue.Folder.UploadFolder];
        }));
        builder.Services.AddSingleton(services => new PlayableAudio(new DataFolder(options.DataFolder), options.PlayableLimitBytes));
        builder.Services.AddSingleton<SilenceLevels>();
        builder.Services.AddSingleton<Waveforms>();
        builder.Services.AddSingleton<SlowSearches>();
        builder.Services.AddSingleton<ServerMetrics>();
        builder.Services.AddSingleton(services => new PrometheusExporter(
            EngineMetrics.Meter,
            services.GetRequiredService<ServerMetrics>().Meter
        ));
        builder.Services.AddProblemDetails(problems =>
            problems.CustomizeProblemDetails = context =>
            {
                Problem.Complete(context.ProblemDetails, context.Exception);
                if (context.ProblemDetails.Detail is { } detail && HiddenPaths.IsRemote(context.HttpContext))
                {
                    context.ProblemDetails.Detail = HiddenPaths.Hide(detail, options.DataFolder);
                }
            }
        );

        // A request that can't be read is told with its reason, by the same writer as all other problems.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(http => ConfigureJson(http.SerializerOptions));
        builder.Services.AddOpenApi("v1", OpenApiText.Configure);
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.Services.GetRequiredService<PrometheusExporter>(); // It counts from the start, not from the first time that it is asked.
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = Problem.StatusOf,
                SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException or SearchCursorException, // the caller's fault, not ours
            }
        );
        app.UseStatusCodePages();
        app.UseMiddleware<BareRefusals>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<AuditLog>();
        app.UseMiddleware<CallerCheck>(options);
        app.UseRouting();
        app.UseRateLimiter();
        app.MapLogin();
        app.MapSystem();
        app.MapResources();
        app.MapAnalyze();
        app.MapJobs();
        app.MapEvents();
        app.MapRoots();
        app.MapWatches();
        app.MapSettings();
        app.MapLogs();
        app.MapExports();
        app.MapBackups();
        app.MapDatabase();
        app.MapRegions();
        app.MapRegionEdits();
        app.MapSimilar();
        app.MapMarks();
        app.MapMarkers();
        app.MapCollections();
        app.MapRemoval();
        app.MapMedia();
        app.MapViews();
        app.MapModels();
        app.MapErrorDocs();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.SwaggerEndpoint("/openapi/v1.json", "v1");
        });
        ServePage(app, options.WebFolder);
        return app;
    }

    private static void ConfigureJson(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.RespectNullableAnnotations = true; // null where a value is needed is refused as the body is read, not met by a handler
        json.TypeInfoResolverChain.Insert(0, AnalysisJson.Default);
        json.TypeInfoResolverChain.Insert(1, ServerJson.Default);
    }

    private static void ServePage(WebApplication app, string? folder)
    {
        if (folder is null)
        {
            app.MapGet(
                    "/ui/{*path}",
                    () =>
                        Problem.Of(404, ProblemCodes.PageMissing, "the web page was not built: install Node 20 or newer and start by ./ais")
                )
                .ExcludeFromDescription();
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = "/ui" });
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = files,
                RequestPath = "/ui",
                OnPrepareResponse = context =>
                {
                    // Names of assets hold a hash of their content, so they never change; the page that names them is asked for each time.
                    bool asset = context.Context.Request.Path.StartsWithSegments("/ui/assets", StringComparison.Ordinal);
                    context.Context.Response.Headers.CacheControl = asset ? "public, max-age=31536000, immutable" : "no-cache";
                },
            }
        );
    }
}
