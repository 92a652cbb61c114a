namespace ReleasePortal.Features.Evaluation.Flagd;

/// <summary>In-process evaluation: the whole state for flagd's providers and daemons.</summary>
internal static class FlagdRegistration
{
    public static void AddFlagd(this IServiceCollection services)
    {
        services.AddOptions<SyncOptions>().BindConfiguration(SyncOptions.Section)
            .Validate(
                options => options.Url is null or "" || options.Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase),
                "Sync:Url must begin with http:// or be empty: TLS is a proxy's part.")
            .ValidateOnStart();
        services.AddSingleton<FlagdDoor>();
        services.AddSingleton<SyncServer>().AddHostedService(provider => provider.GetRequiredService<SyncServer>());
    }
}
