using System.Runtime.CompilerServices;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Every portal of the tests would watch its settings files for changes that never come, and Linux grants a user 128 watchers by
/// default: with some other programs running, a test run would fail for want of one.
/// </summary>
internal static class NoFileWatchers
{
    [ModuleInitializer]
    public static void Set() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
