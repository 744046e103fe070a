/** What servers with MicroProfile Health get from us; the others do without this room. */
package org.taskyard.observe.microprofile;
