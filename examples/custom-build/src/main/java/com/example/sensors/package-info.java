/** A store put together from the modules, with a codec and a storage of its own. */
package com.example.sensors;
