using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace ReleasePortal.Data;

/// <summary>Where settings come from beside the defaults of ASP.NET Core.</summary>
public static class Settings
{
    /// <summary>
    /// Adds <c>appsettings.{Environment}.json</c> from the folder above the content root (the repository, in development), below
    /// environment variables and the command line in precedence.
    /// </summary>
    public static WebApplicationBuilder AddSettings(this WebApplicationBuilder builder)
    {
        var file = Path.GetFullPath(Path.Combine("..", $"appsettings.{builder.Environment.EnvironmentName}.json"), builder.Environment.ContentRootPath);
        if (!builder.Environment.IsDevelopment() || !File.Exists(file))
            return builder;

        var source = new JsonConfigurationSource { Path = file, Optional = true, ReloadOnChange = false };
        source.ResolveFileProvider();
        var sources = builder.Configuration.Sources;
        var variables = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault(known => string.IsNullOrEmpty(known.Prefix));
        sources.Insert(variables is null ? sources.Count : sources.IndexOf(variables), source);
        return builder;
    }
}
